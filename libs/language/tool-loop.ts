import { asFailure } from '#contracts';
import type { GenerateRequest, LanguageModel, Message, Tool, ToolCall } from './language-model.js';

/** Where a loop ends, however much the model would like to go on. */
export interface LoopBudget {
  steps: number;
  /** Tokens read and written, all steps together. */
  tokens: number;
  seconds: number;
  /** What the tokens may cost, by the prices that `runToolLoop` is given. */
  dollars: number;
}

/** Dollars for a million tokens; 0 for a model of one's own. */
export interface Prices {
  input: number;
  output: number;
}

/** One call as it was made, for "how these notes were made". */
export interface LoggedCall {
  tool: string;
  args: unknown;
  result: string;
  ms: number;
}

export interface LoopResult {
  /** The model's last word; empty when it never gave one. */
  text: string;
  calls: LoggedCall[];
  endedBy: 'answer' | 'steps' | 'tokens' | 'seconds' | 'dollars';
}

/** A result longer than this leaves no room for the next; 1,500 tokens (llm-engines.md §3). */
const MAX_RESULT_CHARACTERS = 6_000;
/** Calls that one answer may ask for at once. */
const MAX_CALLS_A_STEP = 5;

/**
 * Lets a model call read-only tools until it answers or its budget is spent. The same call twice is answered from the
 * first; an unknown tool or arguments that do not fit are told to the model as the result.
 *
 * @throws Failure `dependency` when the model fails; the reason of the signal when aborted
 */
export async function runToolLoop(
  model: LanguageModel,
  request: Pick<GenerateRequest, 'system' | 'messages' | 'maxTokens' | 'signal'> & {
    tools: Tool[];
    budget: LoopBudget;
    prices: Prices;
  },
): Promise<LoopResult> {
  const { system, maxTokens, signal, tools, budget, prices } = request;
  const messages: Message[] = [...request.messages];
  const calls: LoggedCall[] = [];
  const answered = new Map<string, string>();
  const deadline = performance.now() + budget.seconds * 1000;
  let tokens = 0;
  let dollars = 0;
  for (let step = 0; step < budget.steps; step++) {
    signal.throwIfAborted();
    const leftMs = deadline - performance.now();
    if (leftMs <= 0) return { text: '', calls, endedBy: 'seconds' };
    if (tokens >= budget.tokens) return { text: '', calls, endedBy: 'tokens' };
    if (dollars > 0 && dollars >= budget.dollars) return { text: '', calls, endedBy: 'dollars' };
    const timeout = AbortSignal.timeout(Math.ceil(leftMs));
    const answer = await model
      .generate({
        system,
        messages,
        tools,
        toolChoice: 'auto',
        maxTokens,
        signal: AbortSignal.any([signal, timeout]),
      })
      .catch((error: unknown) => {
        if (timeout.aborted && !signal.aborted) return null;
        throw error;
      });
    if (!answer) return { text: '', calls, endedBy: 'seconds' };
    const { inputTokens, outputTokens } = answer.usage;
    tokens += inputTokens + outputTokens;
    dollars += (inputTokens * prices.input + outputTokens * prices.output) / 1e6;
    if (answer.toolCalls.length === 0) return { text: answer.text, calls, endedBy: 'answer' };
    const toolCalls = answer.toolCalls.slice(0, MAX_CALLS_A_STEP);
    messages.push({ role: 'assistant', content: answer.text, toolCalls });
    for (const call of toolCalls) {
      const logged = await runCall(call, tools, answered, signal);
      calls.push(logged);
      messages.push({ role: 'tool', content: logged.result, toolCallId: call.id });
    }
  }
  return { text: '', calls, endedBy: 'steps' };
}

async function runCall(
  { tool: name, args }: ToolCall,
  tools: Tool[],
  answered: Map<string, string>,
  signal: AbortSignal,
): Promise<LoggedCall> {
  const started = performance.now();
  const key = JSON.stringify([name, args]);
  const result =
    answered.get(key) ?? (await resultOf(name, args, tools, signal)).slice(0, MAX_RESULT_CHARACTERS);
  answered.set(key, result);
  return { tool: name, args, result, ms: Math.round(performance.now() - started) };
}

async function resultOf(name: string, args: unknown, tools: Tool[], signal: AbortSignal): Promise<string> {
  const tool = tools.find((one) => one.name === name);
  if (!tool) return `Error: there is no tool ${name}. There are: ${tools.map((one) => one.name).join(', ')}.`;
  const parsed = tool.args.safeParse(args);
  if (!parsed.success)
    return `Error: ${parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'arguments'}: ${message}`).join('; ')}`;
  try {
    return await tool.run(parsed.data, signal);
  } catch (error) {
    signal.throwIfAborted();
    return `Error: ${asFailure(error).message}`;
  }
}
