import type { Settings } from '#config';
import {
  braveSearch,
  createEmbedder,
  createLanguageModel,
  type Embedder,
  type LanguageModel,
  type WebSearch,
} from '#language';
import { createTranscriber, type Transcriber } from '#speech';

/** What stages compute with. Processes start at first use and end with `close`. */
export interface Engines {
  transcriber: Transcriber;
  embedder: Embedder;
  languageModel: LanguageModel | null;
  /** null without a key. */
  webSearch: WebSearch | null;
  close(): Promise<void>;
}

export function openEngines(settings: Settings): Engines {
  const transcriber = createTranscriber(settings);
  const embedder = createEmbedder();
  const languageModel = createLanguageModel(settings);
  return {
    transcriber,
    embedder,
    languageModel,
    webSearch: settings.BRAVE_API_KEY ? braveSearch(settings.BRAVE_API_KEY) : null,
    async close() {
      await Promise.all([transcriber.close(), embedder.close(), languageModel?.close?.()]);
    },
  };
}
