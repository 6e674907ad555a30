import { askSdkModel, type RequestLimits, streamSdkModel } from './ask-sdk-model.js';
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
  const connect = async () => {
    const { createAnthropic } = await import('@ai-sdk/anthropic');
    return createAnthropic({ apiKey, ...(baseUrl === undefined ? {} : { baseURL: baseUrl }) })(model);
  };
  return completeModel({
    id: `anthropic:${model}`,
    contextTokens,
    countTokens: (texts, signal) => countForModel(model, texts, signal),
    send: async (request, jsonSchema) => askSdkModel(await connect(), request, jsonSchema, options),
    async *stream(request) {
      yield* streamSdkModel(await connect(), request, options);
    },
  });
}
