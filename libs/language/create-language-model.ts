import type { Settings } from '#config';
import { anthropic } from './anthropic.js';
import type { LanguageModel } from './language-model.js';
import { llama } from './llama.js';
import { localModel } from './local-model.js';
import { openAiCompatible } from './openai-compatible.js';

/** The settings that name a language model. */
export type LanguageModelSettings = Pick<
  Settings,
  'LLM_BASE_URL' | 'LLM_MODEL' | 'LLM_API_KEY' | 'LLM_GGUF' | 'ANTHROPIC_API_KEY' | 'LLM_CONTEXT_TOKENS'
>;

/** The model that the settings name: a GGUF file before a server before Anthropic; null when none is named: then notes are extracts. Asks nothing yet. */
export function createLanguageModel(settings: LanguageModelSettings): LanguageModel | null {
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: apiKey, ANTHROPIC_API_KEY } = settings;
  const contextTokens = settings.LLM_CONTEXT_TOKENS;
  if (settings.LLM_GGUF) return llama({ file: settings.LLM_GGUF, contextTokens });
  if (baseUrl === 'auto')
    return localModel({ ...(model && { model }), ...(apiKey && { apiKey }), contextTokens });
  if (!model) return null;
  if (baseUrl) return openAiCompatible({ baseUrl, model, contextTokens, ...(apiKey && { apiKey }) });
  return ANTHROPIC_API_KEY ? anthropic({ model, apiKey: ANTHROPIC_API_KEY, contextTokens }) : null;
}
