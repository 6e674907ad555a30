import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { OnnxTranscriber } from '../../engine/onnx-transcriber.js';
import { RecogniserTranscriber } from '../recogniser-transcriber.js';
import { HttpRecogniser } from './http-recogniser.js';
import { retryAfterMs } from './request.js';

const never = new AbortController().signal;
type Form = Awaited<ReturnType<Response['formData']>>;
type Answer = (form: Form, response: ServerResponse, nth: number) => Promise<void> | void;

let folder: string;
let pcmPath: string;
const servers: Server[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'http-speech-'));
  pcmPath = join(folder, 'speech.pcm');
  const sample = join(packageRoot, 'samples/small-batch-audio.mp3');
  const raw = ['-t', '8', '-ar', '16000', '-ac', '1', '-f', 's16le', 'pipe:1'];
  const { findBinaries } = await import('#media');
  await writeFile(pcmPath, execFileSync(findBinaries().ffmpeg.path, ['-v', 'error', '-i', sample, ...raw]));
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true });
});

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** A server that decodes each multipart request and answers it as told. */
async function speechServer(answer: Answer, more: { timeoutMs?: number } = {}) {
  const asked: IncomingMessage[] = [];
  const server = createServer(async (request, response) => {
    asked.push(request);
    const body = await bodyOf(request);
    const type = request.headers['content-type'] ?? '';
    await answer(
      await new Response(body, { headers: { 'content-type': type } }).formData(),
      response,
      asked.length,
    );
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const settings = {
    url,
    apiKey: 'secret',
    timeoutMs: 10_000,
    backoffMs: 1,
    model: 'base',
    parallel: 2,
    ...more,
  };
  return { asked, url, server, transcriber: new RecogniserTranscriber(new HttpRecogniser(settings)) };
}

const span = { startMs: 0, endMs: 7000 };
const chunk = { index: 0, ...span, speech: [span] };
const hear = (transcriber: RecogniserTranscriber, signal = never) =>
  transcriber.transcribe(pcmPath, chunk, { language: 'en', signal });
const json = (response: ServerResponse, value: unknown) => response.end(JSON.stringify(value));
const text =
  'Hello and welcome to Small Batch Audio, um, today we are talking about the room you record in first.';

describe('a server with the transcription API', () => {
  it('is sent each chunk as WAV, and its words come back in their places', { timeout: 60_000 }, async () => {
    const whisper = new OnnxTranscriber({ model: 'whisper-base-onnx', processes: 1 });
    const served: Form[] = [];
    const { transcriber, asked } = await speechServer(async (form, response) => {
      served.push(form);
      const wav = Buffer.from(await (form.get('file') as File).arrayBuffer());
      const heardPath = join(folder, 'served.pcm');
      await writeFile(heardPath, wav.subarray(44));
      const { words } = await whisper.transcribe(heardPath, chunk, { language: 'en', signal: never });
      json(response, {
        text: words.map((word) => word.text).join(' '),
        language: 'english',
        words: words.map((word) => ({
          word: word.text.replace(/[.,]/g, ''),
          start: Math.max(0, word.startMs / 1000 - 0.1),
          end: word.endMs / 1000,
        })),
      });
    });
    const truth = await whisper.transcribe(pcmPath, chunk, { language: 'en', signal: never });
    const { words } = await hear(transcriber);
    await whisper.close();

    expect(asked[0]).toMatchObject({ method: 'POST', url: '/v1/audio/transcriptions' });
    expect(asked[0]!.headers.authorization).toBe('Bearer secret');
    expect(Object.fromEntries(served[0]!)).toMatchObject({
      model: 'base',
      language: 'en',
      response_format: 'verbose_json',
    });
    expect(served[0]!.getAll('timestamp_granularities[]')).toContain('word');
    expect(words.map((word) => word.text)).toEqual(truth.words.map((word) => word.text));
    for (const [i, word] of words.entries())
      expect(Math.abs(word.startMs - truth.words[i]!.startMs)).toBeLessThan(150);
  });

  it('says the language by name or code', async () => {
    const { transcriber } = await speechServer(
      (_, response) => void json(response, { text: 'Hallo', language: 'german' }),
    );
    expect(await transcriber.detectLanguage(pcmPath, [chunk], never)).toBe('de');
  });

  it('without word times: words are spread over the sound, never over silence', async () => {
    const { transcriber } = await speechServer((_, response) => void json(response, { text }));
    const { words } = await hear(transcriber);
    expect(words.map((word) => word.text).join(' ')).toBe(text);
    expect(words.find((word) => word.text === 'um,')?.kind).toBe('filler');
    for (const [i, word] of words.entries())
      expect(word.startMs).toBeGreaterThanOrEqual(words[i - 1]?.endMs ?? 0);
    expect(words.at(-1)!.endMs).toBeLessThanOrEqual(7000);
  });

  it('is asked again without the prompt when it loops, and the loop is listed', async () => {
    const loop = `${text} ${'we are very happy '.repeat(20)}`;
    const { transcriber, asked } = await speechServer((_, response) => void json(response, { text: loop }));
    const { words, dropped } = await hear(transcriber);
    expect(asked).toHaveLength(3);
    expect(words.length).toBeLessThan(30);
    expect(dropped.map(({ reason }) => reason)).toContain('repetition loop');
  });

  it('is waited for when it is busy or broken for a moment', async () => {
    const { transcriber, asked } = await speechServer((_, response, nth) => {
      if (nth === 1) response.writeHead(429, { 'retry-after': '0' }).end('slow down');
      else if (nth === 2) response.writeHead(503).end();
      else if (nth === 3) response.destroy();
      else json(response, { text });
    });
    expect((await hear(transcriber)).words).toHaveLength(19);
    expect(asked).toHaveLength(4);
  });
});

describe('a server that cannot be used is named, with what to do', () => {
  it.each<[string, Answer, string, string]>([
    [
      'busy for long',
      (_, r) => void r.writeHead(429, { 'retry-after': '3600' }).end(),
      '429',
      'WHISPER_PROCESSES',
    ],
    ['broken', (_, r) => void r.writeHead(500).end('no GPU'), '500: no GPU', 'that server'],
    ['without a key', (_, r) => void r.writeHead(401).end('bad key'), '401: bad key', 'WHISPER_API_KEY'],
    ['without the model', (_, r) => void r.writeHead(404).end('no model'), '404: no model', 'WHISPER_MODEL'],
    [
      'no API',
      (_, r) => void r.end('<html>It works!'),
      'other than a transcription: <html>It works!',
      'WHISPER_URL',
    ],
    ['other JSON', (_, r) => void json(r, { words: 'none' }), 'other than a transcription', 'WHISPER_URL'],
  ])('%s', async (_, answer, said, remedy) => {
    const { transcriber, url } = await speechServer(answer);
    const failed = await hear(transcriber).catch((error: unknown) => error);
    expect(failed).toMatchObject({
      failureClass: 'dependency',
      message: expect.stringContaining(said),
      remedy: expect.stringContaining(remedy),
    });
    expect((failed as Error).message).toContain(url);
  });

  it('one that does not answer in time', async () => {
    const { transcriber, asked } = await speechServer(() => undefined, { timeoutMs: 30 });
    await expect(hear(transcriber)).rejects.toMatchObject({
      failureClass: 'dependency',
      remedy: expect.stringContaining('WHISPER_TIMEOUT_SECONDS'),
    });
    expect(asked).toHaveLength(4);
  });

  it('one whose GPU has no memory left', async () => {
    const { transcriber } = await speechServer((_, r) => void r.writeHead(500).end('CUDA out of memory'));
    await expect(hear(transcriber)).rejects.toMatchObject({ failureClass: 'resource' });
  });

  it('one that is not there', async () => {
    const { transcriber, url, server } = await speechServer(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    await expect(hear(transcriber)).rejects.toMatchObject({
      failureClass: 'dependency',
      message: `The speech server ${url} cannot be reached: ECONNREFUSED.`,
    });
  });

  it('and none is waited for once the episode is cancelled', async () => {
    const stop = new AbortController();
    const { transcriber } = await speechServer(() => stop.abort(new Error('cancelled')));
    await expect(hear(transcriber, stop.signal)).rejects.toThrow('cancelled');
  });
});

it('reads Retry-After as seconds or as a date', () => {
  const now = Date.parse('Mon, 01 Jan 2024 00:00:00 GMT');
  expect(retryAfterMs('7', now)).toBe(7000);
  expect(retryAfterMs('Mon, 01 Jan 2024 00:00:30 GMT', now)).toBe(30_000);
  expect(retryAfterMs('soon', now)).toBeNull();
  expect(retryAfterMs(null, now)).toBeNull();
});
