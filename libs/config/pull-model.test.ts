import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pullModel } from './pull-model.js';

/** Weights in two files; larger than one packet, so that a connection can break in the middle. */
const weights = randomBytes(700_000);
const tokenizer = Buffer.from('{"vocab":{}}');

let folder: string;
let server: Server;
let url: string;
let ranges: (string | undefined)[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

const describeFile = (path: string, content: Buffer) => ({
  path,
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-models-'));
  const files = [describeFile('tiny/model.onnx', weights), describeFile('tiny/tokenizer.json', tokenizer)];
  const model = { name: 'tiny', use: 'tests', license: 'MIT', bundled: false, origin: 'made here', files };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ models: [model] }));
  ranges = [];
  answer = serve;
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/weights/`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const contentOf = (request: IncomingMessage) => (request.url === '/weights/model.onnx' ? weights : tokenizer);

/** A server that knows ranges, as nearly all do. */
function serve(request: IncomingMessage, response: ServerResponse, until = Infinity) {
  const content = contentOf(request);
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': content.length - from,
    ...(from > 0 && { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }),
  });
  if (until >= content.length) return void response.end(content.subarray(from));
  response.write(content.subarray(from, until), () => response.destroy());
}

const pulled = async () => [
  (await readFile(join(folder, 'tiny/model.onnx'))).equals(weights),
  (await readFile(join(folder, 'tiny/tokenizer.json'))).equals(tokenizer),
];

describe('pulling a model', () => {
  it('puts every file in its place and tells how far it is', async () => {
    const progress: [number, number][] = [];
    await pullModel('tiny', { url, folder, onProgress: (bytes, total) => progress.push([bytes, total]) });
    expect(await pulled()).toEqual([true, true]);
    const total = weights.length + tokenizer.length;
    expect(progress.at(-1)).toEqual([total, total]);
    expect(progress.every(([bytes], index) => index === 0 || bytes >= progress[index - 1]![0])).toBe(true);
  });

  it('goes on where the connection broke off', async () => {
    answer = (request, response) => serve(request, response, ranges.length === 1 ? 300_000 : Infinity);
    await pullModel('tiny', { url, folder });
    expect(await pulled()).toEqual([true, true]);
    const from = Number(ranges[1]?.match(/\d+/)?.[0]);
    expect(from).toBeGreaterThan(0);
    expect(from).toBeLessThanOrEqual(300_000);
  });

  it('begins again at a server that knows no ranges', async () => {
    answer = (request, response) => {
      const content = contentOf(request);
      response.writeHead(200, { 'content-length': content.length });
      if (ranges.length > 1) return void response.end(content);
      response.write(content.subarray(0, 100_000), () => response.destroy());
    };
    await pullModel('tiny', { url, folder });
    expect(await pulled()).toEqual([true, true]);
  });

  it('takes up what an earlier pull left, and fetches nothing that is there', async () => {
    const aborted = new AbortController();
    const onProgress = (bytes: number) => bytes > 0 && aborted.abort();
    answer = (request, response) => serve(request, response, 200_000);
    await expect(pullModel('tiny', { url, folder, onProgress, signal: aborted.signal })).rejects.toThrow(
      'abort',
    );
    expect(existsSync(join(folder, 'tiny/model.onnx'))).toBe(false);

    answer = serve;
    await pullModel('tiny', { url, folder });
    expect(await pulled()).toEqual([true, true]);
    const requests = ranges.length;
    await pullModel('tiny', { url, folder });
    expect(ranges).toHaveLength(requests);
  });

  it('keeps nothing whose checksum is wrong', async () => {
    answer = (request, response) => void response.end(Buffer.alloc(contentOf(request).length));
    await expect(pullModel('tiny', { url, folder })).rejects.toMatchObject({
      failureClass: 'dependency',
      message: expect.stringContaining('another checksum'),
    });
    expect(existsSync(join(folder, 'tiny/model.onnx'))).toBe(false);
    expect(existsSync(join(folder, 'tiny/model.onnx.part'))).toBe(false);
  });

  it('says what a server answers that has no such file, and does not ask again', async () => {
    answer = (_request, response) => void response.writeHead(404).end();
    await expect(pullModel('tiny', { url, folder })).rejects.toMatchObject({
      failureClass: 'dependency',
      message: expect.stringContaining('404'),
    });
    expect(ranges).toHaveLength(1);
  });

  it('gives up when no try brings anything', async () => {
    answer = (request) => request.socket.destroy();
    await expect(pullModel('tiny', { url, folder })).rejects.toMatchObject({ failureClass: 'dependency' });
    expect(ranges).toHaveLength(3);
  });

  it('knows its models, and where each can come from', async () => {
    await expect(pullModel('huge', { folder })).rejects.toMatchObject({
      failureClass: 'input',
      remedy: 'Choose one of tiny.',
    });
    await expect(pullModel('tiny', { folder })).rejects.toMatchObject({ failureClass: 'input' });
  });
});
