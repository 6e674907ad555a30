import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Span } from '#contracts';
import { sine } from '../../../media/test-media.js';
import { settleBoundaries } from './boundaries.js';

const rate = 16_000;
const durationMs = 10_000;
const folder = await mkdtemp(join(tmpdir(), 'showrunner-boundaries-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const pcmPath = join(folder, 'speech.pcm');

/** Ten seconds of a tone, quiet where told and loudest at the full seconds, where the tests cut. */
async function soundWith(quiet: Span[]): Promise<Int16Array> {
  const samples = Int16Array.from(sine(2_000, durationMs / 1000, rate, 0.5), (value, n) => {
    const ms = (n * 1000) / rate;
    const isQuiet = quiet.some(({ startMs, endMs }) => ms >= startMs && ms < endMs);
    const offSecondMs = Math.abs(ms - 1000 * Math.round(ms / 1000));
    return value * 32_767 * (isQuiet ? 0.002 : 1 + 0.5 * Math.max(0, 1 - offSecondMs / 10));
  });
  await writeFile(pcmPath, Buffer.from(samples.buffer));
  return samples;
}

const settle = (removed: Span[], words: Span[] = []) =>
  settleBoundaries(removed, pcmPath, {
    words: words.map((word) => ({ ...word, text: 'word', confidence: 1 })),
    durationMs,
    crossfade: { shortestMs: 10, longestMs: 120 },
    signal: new AbortController().signal,
  });

describe('settleBoundaries', () => {
  it('moves a cut as a whole to where both its edges are quiet', async () => {
    const samples = await soundWith([
      { startMs: 2_960, endMs: 2_990 },
      { startMs: 3_960, endMs: 3_990 },
    ]);
    const [cut] = await settle([{ startMs: 3_000, endMs: 4_000 }]);
    expect(cut!.startMs).toBeGreaterThan(2_959);
    expect(cut!.startMs).toBeLessThan(2_991);
    expect(Math.abs(cut!.endMs - cut!.startMs - 1_000)).toBeLessThanOrEqual(1);
    for (const edge of [cut!.startMs, cut!.endMs]) {
      const sample = Math.round(edge * 16);
      expect(samples[sample - 1]).toBeLessThanOrEqual(0);
      expect(samples[sample]).toBeGreaterThanOrEqual(0);
    }
  });

  it('does not go into a word, however quiet the place beside it', async () => {
    await soundWith([
      { startMs: 2_960, endMs: 2_990 },
      { startMs: 3_960, endMs: 3_990 },
    ]);
    const [cut] = await settle([{ startMs: 3_000, endMs: 4_000 }], [{ startMs: 2_500, endMs: 2_999 }]);
    expect(cut!.startMs).toBeGreaterThan(2_998);
    expect(cut!.startMs - cut!.halfFadeMs).toBeGreaterThan(2_993);
  });

  it('takes the recording’s own ends as they are', async () => {
    await soundWith([]);
    const cuts = await settle([
      { startMs: 0, endMs: 1_000 },
      { startMs: 9_000, endMs: durationMs },
    ]);
    expect([cuts[0]!.startMs, cuts[1]!.endMs]).toEqual([0, durationMs]);
  });

  it('never reaches further into a word than a short crossfade, nor changes a length by more than a millisecond', async () => {
    await soundWith([{ startMs: 4_000, endMs: 4_500 }]);
    const gap = fc.integer({ min: 20, max: 400 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(gap, gap, gap), { minLength: 1, maxLength: 8 }), async (steps) => {
        const removed: Span[] = [];
        const words: Span[] = [];
        let at = 100;
        for (const [word, before, length] of steps) {
          words.push({ startMs: at, endMs: at + word });
          removed.push({ startMs: at + word + before, endMs: at + word + before + length });
          at += word + before + length + 15;
        }
        words.push({ startMs: at, endMs: at + 200 });
        for (const [n, cut] of (await settle(removed, words)).entries()) {
          const asked = removed[n]!;
          expect(Math.abs(cut.endMs - cut.startMs - (asked.endMs - asked.startMs))).toBeLessThanOrEqual(1);
          expect(cut.halfFadeMs).toBeGreaterThanOrEqual(5);
          expect(cut.halfFadeMs).toBeLessThanOrEqual(60);
          expect(words[n]!.endMs - (cut.startMs - cut.halfFadeMs)).toBeLessThanOrEqual(6);
          expect(cut.endMs + cut.halfFadeMs - words[n + 1]!.startMs).toBeLessThanOrEqual(6);
        }
      }),
      { numRuns: 40 },
    );
  });
});
