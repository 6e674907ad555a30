import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Tool } from './language-model.js';
import { type ScriptedAnswer, scriptedLanguageModel } from './scripted-language-model.js';
import { type LoopBudget, runToolLoop } from './tool-loop.js';

let runs = 0;
const double: Tool<{ n: number }> = {
  name: 'double',
  description: 'Doubles a number.',
  args: z.object({ n: z.number() }),
  run: async ({ n }) => {
    runs++;
    return String(2 * n);
  },
};
const call = (tool: string, args: unknown): ScriptedAnswer => ({
  toolCalls: [{ id: crypto.randomUUID(), tool, args }],
});

const ample = { steps: 4, tokens: 10_000, seconds: 10, dollars: 1 };
const loop = (script: ScriptedAnswer[], budget: Partial<LoopBudget> = {}) => {
  const model = scriptedLanguageModel(script);
  const result = runToolLoop(model, {
    system: 'You double.',
    messages: [{ role: 'user', content: 'Double 21.' }],
    maxTokens: 50,
    signal: new AbortController().signal,
    tools: [double as Tool],
    budget: { ...ample, ...budget },
    prices: { input: 3, output: 15 },
  });
  return { model, result };
};

describe('runToolLoop', () => {
  it('runs the tool, shows its result to the model and logs the call', async () => {
    const { model, result } = loop([call('double', { n: 21 }), { text: 'It is 42.' }]);
    expect(await result).toMatchObject({
      text: 'It is 42.',
      endedBy: 'answer',
      calls: [{ tool: 'double', args: { n: 21 }, result: '42' }],
    });
    expect(model.requests[1]!.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool']);
  });

  it('tells the model of an unknown tool and of wrong arguments', async () => {
    const { calls } = await loop([call('publish', {}), call('double', { n: 'x' }), { text: 'Sorry.' }])
      .result;
    expect(calls[0]!.result).toMatch(/no tool publish/);
    expect(calls[1]!.result).toMatch(/^Error: n:/);
  });

  it('answers the same call from the first', async () => {
    runs = 0;
    const { calls } = await loop([call('double', { n: 1 }), call('double', { n: 1 }), { text: 'Done.' }])
      .result;
    expect(calls.map(({ result }) => result)).toEqual(['2', '2']);
    expect(runs).toBe(1);
  });

  it.each([
    ['steps', {}],
    ['tokens', { steps: 100, tokens: 50 }],
    ['seconds', { steps: 100, seconds: 0 }],
    // 10 tokens each way at 3 and 15 dollars a million are 0.00018 dollars a step.
    ['dollars', { steps: 100, dollars: 0.0005 }],
  ])('ends a model that never ends, by %s', async (endedBy, budget) =>
    expect(await loop([call('double', { n: 1 })], budget).result).toMatchObject({ endedBy, text: '' }),
  );

  it('runs at most five calls of one answer', async () => {
    const many = Array.from({ length: 50 }, (_, n) => ({ id: `c${n}`, tool: 'double', args: { n } }));
    expect((await loop([{ toolCalls: many }, { text: 'Done.' }]).result).calls).toHaveLength(5);
  });
});
