import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PcmRecording } from './pcm-recording.js';
import { findRecurrences } from './recurrence.js';
import { soundStepMs } from './sound-model.js';

const rate = 16_000;
const folder = mkdtempSync(join(tmpdir(), 'recurrence-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The same numbers each time, -1 to 1. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return (2 * state) / 2_147_483_647 - 1;
  };
}

/** A door that shuts at 10 s and again at 20 s, the second time nearly like the first, and what the network hears. */
async function recurrencesOf(heard: number) {
  const room = noise(3);
  const samples = Float32Array.from({ length: 40 * rate }, () => 0.02 * room());
  for (const [seconds, seed] of [
    [10, 5],
    [20, 6],
  ] as const) {
    const latch = noise(9);
    const thump = noise(seed);
    for (let n = 0; n < 0.15 * rate; n++)
      samples[seconds * rate + n] =
        samples[seconds * rate + n]! + (0.15 * latch() + 0.3 * thump()) * Math.exp(-n / (0.04 * rate));
  }
  const path = join(folder, `${heard}.pcm`);
  writeFileSync(path, Buffer.from(Int16Array.from(samples, (value) => value * 32_767).buffer));
  const recording = await PcmRecording.open(path);
  try {
    const none = new Float32Array();
    const scene = { levels: none, floor: none, voice: none, speechDb: -20 };
    const seeds = [{ startMs: 10_000, endMs: 10_150, score: 0.8, by: 'energy-without-voice' }];
    const notification = new Float32Array((40 * 1000) / soundStepMs).fill(heard);
    const found = await findRecurrences(recording, scene, { seeds, music: [], notification });
    return found.filter(({ startMs }) => Math.abs(startMs - 20_000) < 100);
  } finally {
    await recording.close();
  }
}

describe('a short sound that is heard again', () => {
  it('is doubted like a door where the network is not sure', async () => {
    const found = await recurrencesOf(0.66);
    expect(found.map(({ doubted }) => doubted)).toEqual([true]);
  });

  it('is believed where the network is sure', async () => {
    expect((await recurrencesOf(0.95)).map(({ doubted }) => doubted)).toEqual([false]);
  });
});
