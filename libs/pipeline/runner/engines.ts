import type { Settings } from '#config';
import { createEmbedder, createLanguageModel, type Embedder, type LanguageModel } from '#language';
import { createTranscriber, type Transcriber } from '#speech';

/** What stages compute with. Processes start at first use and end with `close`. */
export interface Engines {
  transcriber: Transcriber;
  embedder: Embedder;
  languageModel: LanguageModel | null;
  close(): Promise<void>;
}

export function openEngines(settings: Settings): Engines {
  const transcriber = createTranscriber(settings);
  const embedder = createEmbedder();
  return {
    transcriber,
    embedder,
    languageModel: createLanguageModel(settings),
    async close() {
      await Promise.all([transcriber.close(), embedder.close()]);
    },
  };
}
