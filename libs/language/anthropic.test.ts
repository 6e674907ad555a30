import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { anthropic } from './anthropic.js';

interface Body {
  system: { text: string }[];
  messages: { role: string; content: { type: string; text?: string }[] }[];
  tools?: { name: string }[];
}

let server: Server | undefined;
afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))));

/** A Messages API on the loopback address: it calls the tool it is offered, else it answers in JSON. */
async function serve(status = 200) {
  const asked: { body: Body; key: unknown }[] = [];
  server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    const body = JSON.parse(text) as Body;
    asked.push({ body, key: request.headers['x-api-key'] });
    const tool = body.tools?.[0];
    const input = { a: 2, b: 3, greeting: 'hi', name: 'Ada', at: 'door' };
    const content = tool
      ? [{ type: 'tool_use', id: 't1', name: tool.name, input }]
      : [{ type: 'text', text: JSON.stringify(input) }];
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(
      JSON.stringify(
        status === 200
          ? {
              ...{ type: 'message', id: 'm1', model: 'claude', role: 'assistant', content },
              ...{
                stop_reason: tool ? 'tool_use' : 'end_turn',
                usage: { input_tokens: 7, output_tokens: 3 },
              },
            }
          : { type: 'error', error: { type: 'overloaded_error', message: 'busy' } },
      ),
    );
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const model = anthropic({ model: 'claude-x', apiKey: 'k', contextTokens: 200_000, baseUrl, retries: 0 });
  return { model, asked };
}
const ask = {
  system: 'Be brief.',
  messages: [{ role: 'user' as const, content: 'Name it.' }],
  maxTokens: 50,
  signal: new AbortController().signal,
};

describe("one of Anthropic's models", () => {
  it('calls tools itself and answers in a schema', async () => {
    const { model, asked } = await serve();
    expect(await model.features(ask.signal)).toEqual({ tools: 'native', jsonSchema: 'enforced' });
    const look = {
      name: 'look',
      description: 'Looks.',
      args: z.object({ at: z.string() }),
      run: async () => '',
    };
    expect((await model.generate({ ...ask, tools: [look] })).toolCalls).toMatchObject([
      { tool: 'look', args: { at: 'door' } },
    ]);
    const { object } = await model.generate({ ...ask, schema: z.object({ name: z.string() }) });
    expect(object).toEqual({ name: 'Ada' });
    expect(asked.every(({ key }) => key === 'k')).toBe(true);
  });

  it('fails as a dependency when it is overloaded', async () => {
    const { model } = await serve(529);
    await expect(model.features(ask.signal)).rejects.toMatchObject({ failureClass: 'dependency' });
  });
});
