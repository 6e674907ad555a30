import type { Features, GenerateRequest, GenerateResult, LanguageModel } from './language-model.js';

export type ScriptedAnswer =
  | Partial<GenerateResult>
  | Error
  | ((request: GenerateRequest) => Partial<GenerateResult>);

/**
 * A model that answers from a script, in order, and keeps every request: for tests and for evaluations of what surrounds a
 * model. An error in the script is thrown; a script that is at its end repeats its last answer.
 */
export function scriptedLanguageModel(
  script: ScriptedAnswer[],
  {
    contextTokens = 32_000,
    tools = 'native',
    jsonSchema = 'enforced',
  }: Partial<Features & { contextTokens: number }> = {},
): LanguageModel & { requests: GenerateRequest[] } {
  const requests: GenerateRequest[] = [];
  const answer = (request: GenerateRequest): GenerateResult => {
    request.signal.throwIfAborted();
    const next = script[Math.min(requests.length, script.length - 1)]!;
    requests.push(request);
    if (next instanceof Error) throw next;
    const given = typeof next === 'function' ? next(request) : next;
    return { text: '', toolCalls: [], usage: { inputTokens: 10, outputTokens: 10 }, ...given };
  };
  return {
    id: 'scripted',
    contextTokens,
    requests,
    features: async () => ({ tools, jsonSchema }),
    countTokens: async (texts) => texts.map((text) => Math.ceil(text.length / 4)),
    generate: async (request) => answer(request),
    async *stream(request) {
      // As a server cuts it: anywhere, also inside words and marks.
      yield* answer(request).text.match(/.{1,7}/gsu) ?? [];
    },
  };
}
