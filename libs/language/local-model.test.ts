import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { localModel } from './local-model.js';
import { findLocalServers } from './local-servers.js';

const open: Server[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done)))));

/** A server that lists these models, or answers this text. */
async function serve(name: string, answer: string[] | string) {
  const server = createServer((_, response) => {
    response.setHeader('connection', 'close');
    response.end(
      typeof answer === 'string'
        ? answer
        : JSON.stringify({ data: answer.map((id) => ({ id, object: 'model' })) }),
    );
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { name, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}
const signal = new AbortController().signal;

describe('findLocalServers', () => {
  it('lists what can write, and passes over everything else that listens', async () => {
    const ollama = await serve('Ollama', ['llama3.1', 'nomic-embed-text']);
    const website = await serve('vLLM', '<html>');
    const silent = { name: 'LM Studio', baseUrl: 'http://127.0.0.1:9/v1' };
    expect(await findLocalServers([silent, website, ollama])).toEqual([{ ...ollama, models: ['llama3.1'] }]);
  });
});

describe('localModel', () => {
  it('takes the first model of the first server, and is named after it from then on', async () => {
    const model = localModel({
      contextTokens: 8192,
      servers: [await serve('Ollama', ['llama3.1', 'qwen3'])],
    });
    expect(model.id).toBe('openai-compatible:auto');
    await model.countTokens(['Hello'], signal);
    expect(model.id).toBe('openai-compatible:llama3.1');
  });

  it('takes the server that has the model asked for', async () => {
    const servers = [await serve('Ollama', ['llama3.1']), await serve('vLLM', ['qwen3'])];
    const model = localModel({ contextTokens: 8192, model: 'qwen3', servers });
    await model.countTokens(['Hello'], signal);
    expect(model.id).toBe('openai-compatible:qwen3');
  });

  it('fails as a dependency while there is none', async () =>
    expect(localModel({ contextTokens: 8192, servers: [] }).features(signal)).rejects.toMatchObject({
      failureClass: 'dependency',
    }));
});
