import { z } from 'zod';
import type { GenerateRequest, GenerateResult, Message } from './language-model.js';

/** What a model without tool calling answers: the call it wants, or its last word. */
type Step = { tool: string; args: unknown } | { final: string };

/** The same request for a model that only answers schemas; a forced tool leaves it the arguments alone to choose. */
export function emulatedRequest(request: GenerateRequest): GenerateRequest {
  const { tools = [], toolChoice } = request;
  const forced = typeof toolChoice === 'object' ? toolChoice.tool : null;
  const offered = tools.filter(({ name }) => forced === null || name === forced);
  const call = offered.map(({ name, args }) => z.object({ tool: z.literal(name), args: shownAs(args) }));
  const final = z.object({ final: z.string() });
  const options = forced ? call : toolChoice === 'none' ? [final] : [...call, final];
  const list = offered.map(({ name, description }) => `- ${name}: ${description}`).join('\n');
  return {
    ...request,
    tools: undefined,
    toolChoice: undefined,
    system: `${request.system}\n\nTools, read-only:\n${list}\nCall one with {"tool": its name, "args": {…}}, or finish with {"final": your answer}.`,
    messages: request.messages.map(inWords),
    schema: options.length === 1 ? options[0]! : z.union(options),
  };
}

/** The model is shown the schema of the arguments, yet any are read: the loop tells it what is wrong with them, and goes on. */
function shownAs(args: z.ZodType): z.ZodType {
  const { $schema: _, ...shape } = z.toJSONSchema(args);
  return z.unknown().meta(shape);
}

export function readEmulatedAnswer(answer: GenerateResult): GenerateResult {
  const step = answer.object as Step;
  if ('final' in step) return { ...answer, text: step.final, object: undefined, toolCalls: [] };
  return {
    ...answer,
    text: '',
    object: undefined,
    toolCalls: [{ id: crypto.randomUUID(), tool: step.tool, args: step.args }],
  };
}

function inWords({ role, content, toolCalls = [] }: Message): Message {
  if (role === 'tool') return { role: 'user', content: `Result of the tool:\n${content}` };
  if (toolCalls.length === 0) return { role, content };
  return { role, content: toolCalls.map(({ tool, args }) => JSON.stringify({ tool, args })).join('\n') };
}
