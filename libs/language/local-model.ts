import { dependencyFailure } from '#contracts';
import type { LanguageModel } from './language-model.js';
import { findLocalServers, usualServers } from './local-servers.js';
import { openAiCompatible } from './openai-compatible.js';

export interface LocalModelOptions {
  /** The model to take; the first that a server lists without it. */
  model?: string;
  apiKey?: string;
  contextTokens: number;
  servers?: typeof usualServers;
}

/** The model of whichever server runs on this machine: looked for at the first request, and again while there is none. */
export function localModel({ servers = usualServers, ...wanted }: LocalModelOptions): LanguageModel {
  let model: LanguageModel | null = null;
  const find = async (): Promise<LanguageModel> => {
    if (model) return model;
    const found = await findLocalServers(servers);
    const server = found.find(({ models }) => !wanted.model || models.includes(wanted.model));
    if (!server)
      throw dependencyFailure(
        wanted.model && found.length > 0
          ? `No language model server on this machine has ${wanted.model}.`
          : 'No language model server answers on this machine.',
        'Start Ollama, or set LLM_BASE_URL to the address of a server. The notes are extracts meanwhile.',
      );
    model = openAiCompatible({
      ...wanted,
      baseUrl: server.baseUrl,
      model: wanted.model ?? server.models[0]!,
    });
    return model;
  };
  return {
    get id() {
      return model?.id ?? `openai-compatible:${wanted.model ?? 'auto'}`;
    },
    contextTokens: wanted.contextTokens,
    features: async (signal) => (await find()).features(signal),
    countTokens: async (texts, signal) => (await find()).countTokens(texts, signal),
    generate: async (request) => (await find()).generate(request),
    async *stream(request) {
      yield* (await find()).stream(request);
    },
  };
}
