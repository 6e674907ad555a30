import type { ModelMessage, LanguageModel as SdkModel } from 'ai';
import { asFailure, dependencyFailure } from '#contracts';
import type { Features, GenerateRequest, GenerateResult, Message, StreamRequest } from './language-model.js';

/** How long and how often one request is tried. */
export interface RequestLimits {
  /** Tries again after a refused or failed request, with backoff. */
  retries?: number;
  /** Milliseconds until an answer must be whole. */
  requestMs?: number;
}

/** One request at most: a small model on two cores writes 1,000 tokens in about 3 minutes (llm-engines.md §2). */
const REQUEST_MS = 300_000;

/**
 * One request through the AI SDK to whichever server the model is at, without parsing.
 *
 * @throws Failure `dependency` when it does not answer; the reason of the signal when aborted
 */
export async function askSdkModel(
  model: SdkModel,
  request: GenerateRequest,
  jsonSchema: Features['jsonSchema'],
  { retries = 2, requestMs = REQUEST_MS }: RequestLimits,
): Promise<GenerateResult> {
  const { system, tools = [], toolChoice = 'auto', schema, signal } = request;
  // Loaded at first use: the SDK takes half a second that an API without a model need not spend.
  const { generateText, NoObjectGeneratedError, Output, tool } = await import('ai');
  // Its warnings go to the console, past our log, and tell what the probe has found out already.
  globalThis.AI_SDK_LOG_WARNINGS = false;
  try {
    const result = await generateText({
      model,
      system,
      messages: toSdkMessages(request.messages),
      maxOutputTokens: request.maxTokens,
      temperature: request.temperature ?? 0,
      maxRetries: retries,
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(requestMs)]),
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
    throw noAnswer(error);
  }
}

/**
 * Prose as the server writes it.
 *
 * @throws Failure `dependency` when it does not answer; the reason of the signal when aborted
 */
export async function* streamSdkModel(
  model: SdkModel,
  { system, messages, maxTokens, temperature = 0, signal }: StreamRequest,
  { retries = 2, requestMs = REQUEST_MS }: RequestLimits,
): AsyncGenerator<string> {
  const { streamText } = await import('ai');
  let failed: unknown;
  const { textStream } = streamText({
    model,
    system,
    messages: toSdkMessages(messages),
    maxOutputTokens: maxTokens,
    temperature,
    maxRetries: retries,
    abortSignal: AbortSignal.any([signal, AbortSignal.timeout(requestMs)]),
    onError: ({ error }) => {
      failed = error;
    },
  });
  yield* textStream;
  signal.throwIfAborted();
  if (failed !== undefined) throw noAnswer(failed);
}

const noAnswer = (error: unknown) =>
  dependencyFailure(
    `The language model did not answer: ${asFailure(error).message}`,
    'Check the LLM_ settings and that the server runs: npx showrunner doctor. It goes on without a model meanwhile.',
    error,
  );

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
