import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { completeModel } from './complete-model.js';
import { emulatedRequest } from './emulated-tools.js';
import type { Tool } from './language-model.js';
import { runToolLoop } from './tool-loop.js';

const find: Tool = {
  name: 'find',
  description: 'Finds passages.',
  args: z.object({ count: z.number().int().max(8) }),
  run: async () => 'found',
};
const { signal } = new AbortController();
const request = { system: 'Look it up.', messages: [{ role: 'user' as const, content: 'Where?' }], signal };

/** A model without tool calling that answers these texts, one after the other. */
const answering = (...texts: string[]) =>
  completeModel({
    ...{ id: 'small', contextTokens: 1000, features: { tools: 'emulated', jsonSchema: 'hinted' } },
    countTokens: async (asked) => asked.map(() => 1),
    send: async () => ({
      ...{ text: texts.shift() ?? '', toolCalls: [] },
      usage: { inputTokens: 1, outputTokens: 1 },
    }),
  });

describe('emulated tools', () => {
  it('are shown with the schema of their arguments', () => {
    const { schema } = emulatedRequest({ ...request, tools: [find], maxTokens: 50 });
    expect(JSON.stringify(z.toJSONSchema(schema!))).toContain('"maximum":8');
  });

  it('tell the model what is wrong with its arguments, and the loop goes on', async () => {
    const model = answering('{"tool":"find","args":{"count":99}}', '{"final":"It is at the start."}');
    const budget = { steps: 4, tokens: 1000, seconds: 10, dollars: 1 };
    const loop = { ...request, maxTokens: 50, tools: [find], budget, prices: { input: 0, output: 0 } };
    const { text, calls } = await runToolLoop(model, loop);
    expect(calls).toMatchObject([{ tool: 'find', args: { count: 99 } }]);
    expect(calls[0]!.result).toMatch(/Error: count: .*8/u);
    expect(text).toBe('It is at the start.');
  });
});
