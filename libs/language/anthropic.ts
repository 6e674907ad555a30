import { askSdkModel, type RequestLimits } from './ask-sdk-model.js';
import { completeModel } from './complete-model.js';
import type { LanguageModel } from './language-model.js';
import { countForModel } from './token-estimate.js';

export interface AnthropicOptions extends RequestLimits {
  model: string;
  apiKey: string;
  contextTokens: number;
  /** Another address than Anthropic's own, such as a proxy. */
  baseUrl?: string;
}

/** One of Anthropic's models, over its Messages API. */
export function anthropic(options: AnthropicOptions): LanguageModel {
  const { model, apiKey, contextTokens, baseUrl } = options;
  return completeModel({
    id: `anthropic:${model}`,
    contextTokens,
    countTokens: (texts, signal) => countForModel(model, texts, signal),
    async send(request, jsonSchema) {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      const connected = createAnthropic({ apiKey, ...(baseUrl === undefined ? {} : { baseURL: baseUrl }) });
      return askSdkModel(connected(model), request, jsonSchema, options);
    },
  });
}
