import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import type { Span } from '#contracts';
import { decode } from '#media';
import { recogniseVoices } from './recognise-voices.js';
import { tellSpeakers } from './tell-speakers.js';

const rate = 16_000;
const turnMs = 7_000;
const never = new AbortController().signal;
let folder: string;
let voice: Int16Array;

/** The bundled episode, as ingest stores it: one woman speaks. */
async function decodedSample(): Promise<Int16Array> {
  const parts: Buffer[] = [];
  const form = {
    container: 'mp3',
    sampleRate: rate,
    channels: 1,
    format: 's16le',
    durationMs: 62_000,
  } as const;
  for await (const part of decode(join(packageRoot, 'samples/small-batch-audio.mp3'), {
    ...form,
    signal: never,
  }))
    parts.push(part);
  const bytes = Buffer.concat(parts);
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2).slice();
}

/** Played slower, a voice becomes that of another, larger person. */
const slower = (samples: Int16Array, factor: number): Int16Array =>
  Int16Array.from(
    { length: Math.floor(samples.length * factor) },
    (_, i) => samples[Math.floor(i / factor)] ?? 0,
  );

const take = (samples: Int16Array, turn: number) =>
  samples.subarray(...([turn, turn + 1].map((t) => (t * turnMs * rate) / 1000) as [number, number]));

async function conversation(name: string, turns: Int16Array[]) {
  const pcmPath = join(folder, name);
  await writeFile(
    pcmPath,
    Buffer.concat(turns.map((turn) => Buffer.from(turn.buffer, turn.byteOffset, turn.byteLength))),
  );
  const lengthMs = turns.length * turnMs;
  const words: Span[] = Array.from({ length: lengthMs / 250 }, (_, i) => ({
    startMs: i * 250,
    endMs: i * 250 + 200,
  }));
  return { pcmPath, speech: [{ startMs: 0, endMs: lengthMs }], words, most: 8 };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'speakers-'));
  voice = await decodedSample();
});
afterAll(() => rm(folder, { recursive: true }));

describe('voices', { timeout: 120_000 }, () => {
  it('are told apart, each word given to the one who says it, and known again elsewhere', async () => {
    const other = slower(voice, 1.25);
    const first = await conversation('two.pcm', [
      take(voice, 0),
      take(other, 1),
      take(voice, 2),
      take(other, 3),
    ]);
    const { voices, speakerOf } = await tellSpeakers(first, { signal: never });
    expect(voices).toHaveLength(2);
    const truth = first.words.map(({ startMs }) => Math.floor(startMs / turnMs) % 2);
    const agree = truth.filter((speaker, i) => (speakerOf[i] === speakerOf[0]) === (speaker === 0));
    expect(agree.length / truth.length).toBeGreaterThan(0.95);

    const second = await conversation('again.pcm', [take(other, 5), take(other, 6)]);
    const [heard] = (await tellSpeakers(second, { signal: never })).voices;
    const known = voices.map((vector, i) => ({ person: i === speakerOf[0] ? 'Ada' : 'Bea', vector }));
    expect(recogniseVoices([{ id: 'voice-1', vector: heard }], known).get('voice-1')?.person).toBe('Bea');
  });

  it('are one where one person speaks, near and then far from the microphone', async () => {
    const far = Int16Array.from(voice, (sample, i) => Math.round(sample / 5 + ((i * 7919) % 301) - 150));
    const search = await conversation('one.pcm', [
      take(voice, 0),
      take(far, 1),
      take(voice, 2),
      take(far, 3),
    ]);
    const progress: number[] = [];
    const told = await tellSpeakers(search, {
      signal: never,
      progress: (fraction) => progress.push(fraction),
    });
    expect(told.voices).toHaveLength(1);
    expect(new Set(told.speakerOf)).toEqual(new Set([0]));
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  it('are none in silence', async () => {
    const search = await conversation('silence.pcm', [new Int16Array((turnMs * rate) / 1000)]);
    expect(await tellSpeakers({ ...search, speech: [] }, { signal: never })).toEqual({
      voices: [],
      speakerOf: [],
    });
  });

  it('are not looked for any longer once that is aborted', async () => {
    const stop = new AbortController();
    const search = await conversation('abort.pcm', [take(voice, 0), take(voice, 1)]);
    const telling = tellSpeakers(search, {
      signal: stop.signal,
      progress: () => stop.abort(new Error('cancelled')),
    });
    await expect(telling).rejects.toThrow('cancelled');
  });

  it('of a recording that is gone fail with what to do', async () => {
    const search = {
      ...(await conversation('gone.pcm', [take(voice, 0)])),
      pcmPath: join(folder, 'nowhere'),
    };
    await expect(tellSpeakers(search, { signal: never })).rejects.toMatchObject({ failureClass: 'resource' });
  });
});
