import type { LanguageModel as SdkModel } from 'ai';
import { askSdkModel, type RequestLimits, streamSdkModel } from './ask-sdk-model.js';
import { completeModel } from './complete-model.js';
import type { LanguageModel } from './language-model.js';
import { countForModel } from './token-estimate.js';

export interface OpenAiCompatibleOptions extends RequestLimits {
  /** Such as `http://127.0.0.1:11434/v1`. */
  baseUrl: string;
  model: string;
  apiKey?: string;
  contextTokens: number;
}

/** A model behind any server that speaks OpenAI's chat completions: Ollama, llama-server, vLLM, LM Studio, hosted ones. */
export function openAiCompatible(options: OpenAiCompatibleOptions): LanguageModel {
  const connect = async (enforced: boolean): Promise<SdkModel> => {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    return createOpenAICompatible({
      name: 'openai-compatible',
      baseURL: options.baseUrl,
      ...(options.apiKey === undefined ? {} : { apiKey: options.apiKey }),
      supportsStructuredOutputs: enforced,
    }).chatModel(options.model);
  };
  return completeModel({
    id: `openai-compatible:${options.model}`,
    contextTokens: options.contextTokens,
    countTokens: (texts, signal) => countForModel(options.model, texts, signal),
    send: async (request, jsonSchema) =>
      askSdkModel(await connect(jsonSchema === 'enforced'), request, jsonSchema, options),
    async *stream(request) {
      yield* streamSdkModel(await connect(false), request, options);
    },
  });
}
