import type { ModelMessage, LanguageModel as SdkModel } from 'ai';
import { asFailure, dependencyFailure } from '#contracts';
import { emulatedRequest, readEmulatedAnswer } from './emulated-tools.js';
import type { Features, GenerateRequest, GenerateResult, LanguageModel, Message } from './language-model.js';
import { probeFeatures } from './probe-features.js';
import { parseAnswer, schemaInWords } from './schema-answers.js';
import { countForModel } from './token-estimate.js';

export interface OpenAiCompatibleOptions {
  /** Such as `http://127.0.0.1:11434/v1`. */
  baseUrl: string;
  model: string;
  apiKey?: string;
  contextTokens: number;
  /** Tries again after a refused or failed request, with backoff. */
  retries?: number;
}

/** One request at most: a small model on two cores writes 1,000 tokens in about 3 minutes (llm-engines.md §2). */
const REQUEST_MS = 300_000;

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
  const retries = options.retries ?? 2;
  let features: Promise<Features> | null = null;

  const send: Send = async (request, jsonSchema) =>
    ask(await connect(jsonSchema === 'enforced'), request, jsonSchema, retries);

  const model: LanguageModel = {
    id: `openai-compatible:${options.model}`,
    contextTokens: options.contextTokens,
    features(signal) {
      features ??= probeFeatures((request, jsonSchema) => send({ ...request, signal }, jsonSchema)).catch(
        (error) => {
          features = null;
          throw error;
        },
      );
      return features;
    },
    countTokens: (texts, signal) => countForModel(options.model, texts, signal),
    async generate(request) {
      const can = await model.features(request.signal);
      if (request.tools?.length && can.tools === 'emulated') {
        const answer = await withSchema(emulatedRequest(request), can, send);
        return readEmulatedAnswer(answer);
      }
      if (request.schema) return withSchema(request, can, send);
      return send(can.tools === 'none' ? { ...request, tools: undefined } : request, can.jsonSchema);
    },
  };
  return model;
}

type Send = (request: GenerateRequest, jsonSchema: Features['jsonSchema']) => Promise<GenerateResult>;

/** Asks for an answer that fits the schema; one that does not is shown its fault and asked for once more. */
async function withSchema(
  request: GenerateRequest,
  { jsonSchema }: Features,
  send: Send,
): Promise<GenerateResult> {
  const schema = request.schema!;
  const asked = {
    ...request,
    tools: undefined,
    system: `${request.system}\n\n${schemaInWords(schema)}`,
  };
  const first = await send(asked, jsonSchema);
  const parsed = parseAnswer(first.text, schema);
  if (parsed.ok) return { ...first, object: parsed.value };
  const second = await send(
    {
      ...asked,
      messages: [
        ...asked.messages,
        { role: 'assistant', content: first.text.slice(0, 4000) || '(nothing)' },
        {
          role: 'user',
          content: `That answer does not fit: ${parsed.fault}. Answer again with the JSON object alone.`,
        },
      ],
    },
    jsonSchema,
  );
  const repaired = parseAnswer(second.text, schema);
  if (!repaired.ok)
    throw dependencyFailure(
      `The language model's answer does not fit its schema: ${repaired.fault}.`,
      'Try a larger model; until then the notes are extracts.',
    );
  const usage = {
    inputTokens: first.usage.inputTokens + second.usage.inputTokens,
    outputTokens: first.usage.outputTokens + second.usage.outputTokens,
  };
  return { ...second, object: repaired.value, usage };
}

/** One request to the server, without retries of ours and without parsing. */
async function ask(
  model: SdkModel,
  request: GenerateRequest,
  jsonSchema: Features['jsonSchema'],
  retries: number,
): Promise<GenerateResult> {
  const { system, tools = [], toolChoice = 'auto', schema, signal } = request;
  // Loaded at first use: the SDK takes half a second that an API without a model need not spend.
  const { generateText, NoObjectGeneratedError, Output, tool } = await import('ai');
  try {
    const result = await generateText({
      model,
      system,
      messages: toSdkMessages(request.messages),
      maxOutputTokens: request.maxTokens,
      temperature: request.temperature ?? 0,
      maxRetries: retries,
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]),
      ...(tools.length > 0 && {
        tools: Object.fromEntries(
          tools.map(({ name, description, args }) => [name, tool({ description, inputSchema: args })]),
        ),
        toolChoice:
          typeof toolChoice === 'object' ? { type: 'tool' as const, toolName: toolChoice.tool } : toolChoice,
      }),
      ...(schema && jsonSchema !== 'none' && { output: Output.object({ schema }) }),
    });
    return {
      text: result.text,
      toolCalls: result.toolCalls.map(({ toolCallId, toolName, input }) => ({
        id: toolCallId,
        tool: toolName,
        args: input,
      })),
      usage: usageOf(result.totalUsage),
    };
  } catch (error) {
    signal.throwIfAborted();
    // The SDK's own parsing is stricter than ours: the text is all that is wanted.
    if (NoObjectGeneratedError.isInstance(error) && error.text !== undefined)
      return { text: error.text, toolCalls: [], usage: usageOf(error.usage) };
    throw dependencyFailure(
      `The language model did not answer: ${asFailure(error).message}`,
      'Check LLM_BASE_URL, LLM_MODEL and LLM_API_KEY, and that the server runs; the notes are extracts meanwhile.',
      error,
    );
  }
}

const usageOf = (usage?: { inputTokens?: number | undefined; outputTokens?: number | undefined }) => ({
  inputTokens: usage?.inputTokens ?? 0,
  outputTokens: usage?.outputTokens ?? 0,
});

function toSdkMessages(messages: Message[]): ModelMessage[] {
  const toolOf = new Map(
    messages.flatMap(({ toolCalls = [] }) => toolCalls.map(({ id, tool }) => [id, tool] as const)),
  );
  return messages.map(({ role, content, toolCallId = '', toolCalls = [] }): ModelMessage => {
    if (role === 'user') return { role, content };
    if (role === 'tool')
      return {
        role,
        content: [
          {
            type: 'tool-result',
            toolCallId,
            toolName: toolOf.get(toolCallId) ?? '',
            output: { type: 'text', value: content },
          },
        ],
      };
    const calls = toolCalls.map(({ id, tool, args }) => ({
      type: 'tool-call' as const,
      toolCallId: id,
      toolName: tool,
      input: args,
    }));
    return { role, content: [...(content ? [{ type: 'text' as const, text: content }] : []), ...calls] };
  });
}
