import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { decode } from '#media';
import { createTranscriber } from '../create-transcriber.js';
import type { Transcriber } from '../transcriber.js';

const models = join(packageRoot, 'models');
const never = new AbortController().signal;
const settings = {
  WHISPER_ENGINE: 'onnx',
  WHISPER_MODEL: 'whisper-base-onnx',
  WHISPER_PROCESSES: 1,
} as const;

let folder: string;
let speechPath: string;
let transcriber: Transcriber;

/** The first 24 s of the bundled episode, as the ingest stage stores them. */
async function decodedSample(): Promise<Buffer> {
  const parts: Buffer[] = [];
  const options = {
    container: 'mp3',
    sampleRate: 16_000,
    channels: 1,
    format: 's16le',
    durationMs: 62_000,
  } as const;
  for await (const part of decode(join(packageRoot, 'samples/small-batch-audio.mp3'), {
    ...options,
    signal: never,
  }))
    parts.push(part);
  return Buffer.concat(parts).subarray(0, 24 * 32_000);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'speech-'));
  speechPath = join(folder, 'speech.pcm');
  await writeFile(speechPath, await decodedSample());
  transcriber = createTranscriber(settings);
});
afterAll(async () => {
  await transcriber.close();
  await rm(folder, { recursive: true });
});

const hear = async (engine: Transcriber, signal = never) => {
  const { chunks } = await engine.plan(speechPath, signal);
  return engine.transcribe(speechPath, chunks[0]!, { language: 'en', signal });
};
/** Engine processes are this process's only children. */
const enginePids = (): number[] => {
  try {
    return execFileSync('pgrep', ['-P', String(process.pid)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number);
  } catch {
    return [];
  }
};
const jobsAreSent = () => new Promise((resolve) => setImmediate(resolve));
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('Whisper in a child process', { timeout: 120_000 }, () => {
  it('hears what was said, hesitations included, each word in its place', async () => {
    const { speech, chunks } = await transcriber.plan(speechPath, never);
    expect(speech.length).toBeGreaterThan(0);
    expect(await transcriber.detectLanguage(speechPath, chunks, never)).toBe('en');
    const results = [];
    for (const chunk of chunks)
      results.push(await transcriber.transcribe(speechPath, chunk, { language: 'en', signal: never }));
    const words = results.flatMap((result) => result.words);

    const truth = JSON.parse(
      await readFile(join(packageRoot, 'samples/small-batch-audio.truth.json'), 'utf8'),
    ) as {
      words: { text: string; start: number }[];
    };
    const bare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
    const spoken = truth.words.filter(({ start }) => start < 23);
    const near = spoken.filter(({ text, start }) =>
      words.some((word) => bare(word.text) === bare(text) && Math.abs(word.startMs - start * 1000) < 250),
    );
    expect(near.length / spoken.length).toBeGreaterThan(0.85);
    expect(words.some(({ kind, startMs }) => kind === 'filler' && Math.abs(startMs - 15_278) < 100)).toBe(
      true,
    );
    for (const [i, { startMs, endMs, confidence }] of words.entries()) {
      expect(startMs).toBeGreaterThanOrEqual(words[i - 1]?.endMs ?? 0);
      expect(endMs).toBeGreaterThanOrEqual(startMs);
      expect(endMs).toBeLessThanOrEqual(24_000);
      expect(confidence).toBeGreaterThan(0);
    }
  });

  it('hears nothing in noise and silence', async () => {
    const path = join(folder, 'noise.pcm');
    const noise = Int16Array.from({ length: 10 * 16_000 }, (_, i) =>
      i < 80_000 ? ((i * 7919) % 4001) - 2000 : 0,
    );
    await writeFile(path, Buffer.from(noise.buffer));
    expect(await transcriber.plan(path, never)).toEqual({ speech: [], chunks: [] });
  });

  it('does a chunk again on a new engine when one is killed', async () => {
    const { words } = await hear(transcriber);
    const again = hear(transcriber);
    await jobsAreSent();
    const [pid] = enginePids();
    process.kill(pid!, 'SIGKILL');
    expect((await again).words).toEqual(words);
  });

  it('says so when engines keep dying', async () => {
    const hearing = hear(transcriber);
    const killing = setInterval(() => {
      for (const pid of enginePids()) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    }, 10);
    await expect(hearing).rejects.toMatchObject({
      failureClass: 'resource',
      message: expect.stringContaining('SIGKILL'),
    });
    clearInterval(killing);
  });

  it('ends the engine at once when aborted, and works again afterwards', async () => {
    const stop = new AbortController();
    const hearing = hear(transcriber, stop.signal);
    await jobsAreSent();
    const [pid] = enginePids();
    expect(pid).toBeDefined();
    stop.abort(new Error('cancelled'));
    await expect(hearing).rejects.toThrow('cancelled');
    await expect.poll(() => isAlive(pid!)).toBe(false);
    expect((await transcriber.plan(speechPath, never)).chunks.length).toBeGreaterThan(0);
  });

  it('ends its engines when closed', async () => {
    await transcriber.plan(speechPath, never);
    expect(enginePids()).toHaveLength(1);
    await transcriber.close();
    await expect.poll(enginePids).toEqual([]);
  });
});

describe('a model that cannot be used', () => {
  const withModel = (WHISPER_MODEL: string) => createTranscriber({ ...settings, WHISPER_MODEL });

  it('is named when it is missing, with how to get it', async () => {
    await expect(hear(withModel('whisper-none'))).rejects.toMatchObject({
      failureClass: 'input',
      message: expect.stringContaining('whisper-none/encoder.onnx is missing'),
      remedy: expect.stringContaining('npx showrunner models pull'),
    });
  });

  it('is named when a file is truncated or of another format', async () => {
    const broken = join(folder, 'broken');
    execFileSync('cp', ['-r', join(models, 'whisper-base-onnx'), broken]);
    await truncate(join(broken, 'decoder.onnx'), 1000);
    await copyFile(join(models, 'README.md'), join(broken, 'encoder.onnx'));
    const engine = withModel(broken);
    await expect(hear(engine)).rejects.toMatchObject({
      failureClass: 'input',
      message: expect.stringContaining(broken),
    });
    await engine.close();
  });
});
