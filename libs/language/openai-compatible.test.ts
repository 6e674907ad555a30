import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openAiCompatible } from './openai-compatible.js';

interface Body {
  messages: { role: string; content: string }[];
  tools?: { function: { name: string } }[];
  tool_choice?: unknown;
  response_format?: { type: string };
}
type Reply = { text?: string; call?: { name: string; args: string }; status?: number };

let server: Server | undefined;
afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))));

/** A chat completions server on the loopback address that answers by a rule. */
async function serve(answer: (body: Body, n: number) => Reply) {
  const bodies: Body[] = [];
  server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    const body = JSON.parse(text) as Body;
    bodies.push(body);
    const { text: content = null, call, status = 200 } = answer(body, bodies.length);
    const message = call
      ? {
          role: 'assistant',
          content,
          tool_calls: [{ id: 'c1', type: 'function', function: { name: call.name, arguments: call.args } }],
        }
      : { role: 'assistant', content };
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    const choice = { index: 0, message, finish_reason: call ? 'tool_calls' : 'stop' };
    const usage = { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 };
    response.end(
      JSON.stringify(
        status === 200
          ? { id: 'x', created: 0, model: 'm', choices: [choice], usage }
          : { error: { message: 'no' } },
      ),
    );
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const model = openAiCompatible({
    baseUrl: `http://127.0.0.1:${port}/v1`,
    model: 'm',
    contextTokens: 8192,
    retries: 0,
  });
  return { model, bodies };
}

const signal = new AbortController().signal;
const ask = {
  system: 'Be brief.',
  messages: [{ role: 'user' as const, content: 'Name it.' }],
  maxTokens: 50,
  signal,
};
const named = z.object({ name: z.string() });
const tool = { name: 'look', description: 'Looks.', args: z.object({ at: z.string() }), run: async () => '' };

/** Calls tools and keeps to schemas. */
const capable = (body: Body): Reply => {
  if (body.tools) return { call: { name: body.tools[0]!.function.name, args: '{"a":2,"b":3,"at":"door"}' } };
  return { text: body.response_format ? '{"greeting":"hi","name":"Ada"}' : 'Ada' };
};
/** Speaks prose, but writes JSON when told to. */
const obedient = (body: Body): Reply => {
  const told = body.messages.some(({ content }) => content.includes('JSON schema'));
  if (!told) return { text: 'Hello there.' };
  const wantsTool = JSON.stringify(body.messages).includes('"tool');
  return {
    text: wantsTool ? '```json\n{"tool":"look","args":{"at":"door"}}\n```' : '{"greeting":"hi","name":"Ada"}',
  };
};

describe('a model behind an OpenAI-compatible server', () => {
  it('finds out once what the server can do', async () => {
    const { model, bodies } = await serve(capable);
    expect(await model.features(signal)).toEqual({ tools: 'native', jsonSchema: 'enforced' });
    const asked = bodies.length;
    await model.features(signal);
    expect(bodies).toHaveLength(asked);
  });

  it('parses an answer by its schema, and hands tool calls over', async () => {
    const { model } = await serve(capable);
    expect((await model.generate({ ...ask, schema: named })).object).toEqual({ name: 'Ada' });
    const { toolCalls, usage } = await model.generate({ ...ask, tools: [tool] });
    expect(toolCalls).toMatchObject([{ tool: 'look', args: { at: 'door' } }]);
    expect(usage).toEqual({ inputTokens: 7, outputTokens: 3 });
  });

  it('emulates tools where the server ignores them', async () => {
    const { model } = await serve(obedient);
    expect(await model.features(signal)).toEqual({ tools: 'emulated', jsonSchema: 'hinted' });
    const { toolCalls } = await model.generate({ ...ask, tools: [tool] });
    expect(toolCalls).toMatchObject([{ tool: 'look', args: { at: 'door' } }]);
  });

  it('has neither where the server only chats', async () => {
    const { model } = await serve(() => ({ text: 'Hello there.' }));
    expect(await model.features(signal)).toEqual({ tools: 'none', jsonSchema: 'none' });
    expect((await model.generate({ ...ask, tools: [tool] })).text).toBe('Hello there.');
  });

  it('shows a wrong answer its fault and takes the repaired one', async () => {
    let wrong = true;
    const { model, bodies } = await serve((body) => {
      const reply = capable(body);
      if (!body.messages.some(({ content }) => content === 'Name it.')) return reply;
      if (!wrong) return reply;
      wrong = false;
      return { text: '{"name": 3' };
    });
    expect((await model.generate({ ...ask, schema: named })).object).toEqual({ name: 'Ada' });
    expect(bodies.at(-1)!.messages.at(-1)!.content).toMatch(/does not fit/);
  });

  it('fails as a dependency when the answer never fits', async () => {
    const { model } = await serve((body) => (body.tools ? { text: 'no' } : { text: '{"greeting":"hi"}' }));
    await expect(model.generate({ ...ask, schema: named })).rejects.toMatchObject({
      failureClass: 'dependency',
    });
  });

  it('fails as a dependency when the server is down, and asks again the next time', async () => {
    let up = false;
    const { model } = await serve((body) => (up ? capable(body) : { status: 503 }));
    await expect(model.features(signal)).rejects.toMatchObject({ failureClass: 'dependency' });
    up = true;
    expect(await model.features(signal)).toMatchObject({ tools: 'native' });
  });

  it('stops when it is aborted', async () => {
    const { model } = await serve(capable);
    await model.features(signal);
    await expect(
      model.generate({ ...ask, signal: AbortSignal.abort(new Error('cancelled')) }),
    ).rejects.toThrow('cancelled');
  });
});
