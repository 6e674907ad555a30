import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { braveSearch } from './web-search.js';

let server: Server | undefined;
afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))));

async function serve(status: number, body: string) {
  const asked: { url?: string | undefined; key: unknown }[] = [];
  server = createServer((request, response) => {
    asked.push({ url: request.url, key: request.headers['x-subscription-token'] });
    response.writeHead(status, { connection: 'close' }).end(body);
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/search`;
  return { search: braveSearch('secret', endpoint), asked };
}
const signal = new AbortController().signal;

describe('braveSearch', () => {
  it('sends the query and nothing else, and reads results as plain text', async () => {
    const result = {
      title: 'Grand <strong>Teton</strong>',
      url: 'https://a.org/',
      description: 'A <b>server</b>.',
    };
    const { search, asked } = await serve(200, JSON.stringify({ web: { results: [result] } }));
    expect(await search('grand teton', signal)).toEqual([
      { title: 'Grand Teton', url: 'https://a.org/', text: 'A server.' },
    ]);
    expect(asked).toEqual([{ url: '/search?q=grand+teton&count=5', key: 'secret' }]);
  });

  it.each([
    ['refuses', 429, '{}'],
    ['answers something else', 200, '<html>'],
  ])('fails as a dependency when the server %s', async (_, status, body) => {
    const { search } = await serve(status, body);
    await expect(search('x', signal)).rejects.toMatchObject({ failureClass: 'dependency' });
  });
});
