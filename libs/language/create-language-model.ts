import type { LanguageModel } from './language-model.js';
import { openAiCompatible } from './openai-compatible.js';

/** The settings that name a language model. */
export interface LanguageModelSettings {
  LLM_BASE_URL?: string;
  LLM_MODEL?: string;
  LLM_API_KEY?: string;
  LLM_CONTEXT_TOKENS: number;
}

/** The model that the settings name; null without `LLM_BASE_URL` and `LLM_MODEL`: then notes are extracts. Asks nothing yet. */
export function createLanguageModel(settings: LanguageModelSettings): LanguageModel | null {
  if (!settings.LLM_BASE_URL || !settings.LLM_MODEL) return null;
  return openAiCompatible({
    baseUrl: settings.LLM_BASE_URL,
    model: settings.LLM_MODEL,
    contextTokens: settings.LLM_CONTEXT_TOKENS,
    ...(settings.LLM_API_KEY === undefined ? {} : { apiKey: settings.LLM_API_KEY }),
  });
}
