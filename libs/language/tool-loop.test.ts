import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Tool } from './language-model.js';
import { type ScriptedAnswer, scriptedLanguageModel } from './scripted-language-model.js';
import { runToolLoop } from './tool-loop.js';

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

const loop = (script: ScriptedAnswer[], budget = { steps: 4, tokens: 10_000, seconds: 10 }) => {
  const model = scriptedLanguageModel(script);
  const result = runToolLoop(model, {
    system: 'You double.',
    messages: [{ role: 'user', content: 'Double 21.' }],
    maxTokens: 50,
    signal: new AbortController().signal,
    tools: [double as Tool],
    budget,
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

  it('ends a model that never ends, by steps, tokens or seconds', async () => {
    const endless = [call('double', { n: 1 })];
    expect(await loop(endless).result).toMatchObject({ endedBy: 'steps', text: '' });
    expect(await loop(endless, { steps: 100, tokens: 50, seconds: 10 }).result).toMatchObject({
      endedBy: 'tokens',
    });
    expect(await loop(endless, { steps: 100, tokens: 1e6, seconds: 0 }).result).toMatchObject({
      endedBy: 'seconds',
    });
  });
});
