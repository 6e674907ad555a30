import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planSplices, type SplicePlan } from './splice-plan.js';
import { crossfade, Splicer } from './splicer.js';

const sampleRate = 48_000;
const sineFrom = (hertz: number, phase: number, length: number) =>
  Float32Array.from({ length }, (_, at) => 0.5 * Math.sin((2 * Math.PI * hertz * at) / sampleRate + phase));
const biggestStep = (samples: Float32Array) =>
  samples.slice(1).reduce((biggest, sample, at) => Math.max(biggest, Math.abs(sample - samples[at]!)), 0);

/** The finished audio of a source that arrives in blocks of a size. */
function splice(source: Float32Array, plan: SplicePlan, blockFrames = 1_000): Float32Array {
  const splicer = new Splicer(plan);
  const parts: Float32Array[] = [];
  const size = blockFrames * plan.channels;
  for (let at = 0; at < source.length; at += size) parts.push(...splicer.push(source.slice(at, at + size)));
  parts.push(...splicer.finish());
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

const ramp = (length: number) => Float32Array.from({ length }, (_, at) => at);

describe('a splice', () => {
  it('takes out exactly the frames it is told to', () => {
    const plan = {
      channels: 1,
      kept: [
        { start: 0, end: 10 },
        { start: 15, end: 20 },
      ],
      halfFades: [0],
    };
    expect([...splice(ramp(20), plan, 3)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 18, 19]);
  });

  it('keeps channels apart', () => {
    const plan = {
      channels: 2,
      kept: [
        { start: 1, end: 3 },
        { start: 4, end: 5 },
      ],
      halfFades: [0],
    };
    expect([...splice(ramp(10), plan, 2)]).toEqual([2, 3, 4, 5, 8, 9]);
  });

  it('has no step larger than those of the sound itself, whatever the two phases', () => {
    const seconds = sampleRate;
    for (const hertz of [100, 440, 3_000])
      for (let turn = 0; turn < 16; turn++) {
        const source = new Float32Array(2 * seconds);
        source.set(sineFrom(hertz, 0, seconds), 0);
        source.set(sineFrom(hertz, (turn / 8) * Math.PI, seconds), seconds);
        const removed = [{ startMs: 900, endMs: 1_100, halfFadeMs: 15 }];
        const finished = splice(source, planSplices(removed, source.length, sampleRate, 1));
        const join = 0.9 * seconds;
        const own = Math.sin((Math.PI * hertz) / sampleRate); // of this sine at any phase: 2 · 0.5 · sin(πf/fs)
        // A phase that turns during the fade is heard as a higher note for 30 ms: the one step it may add.
        const turning = 0.5 * (Math.PI / 2 / (0.03 * sampleRate));
        const rounding = 2 ** -22; // of 32-bit floats
        const step = biggestStep(finished.subarray(join - 3_000, join + 3_000));
        expect(step).toBeLessThanOrEqual(own + turning + rounding);
      }
  });

  it('adds nothing to a join of two sines in phase', () => {
    const source = sineFrom(440, 0, 2 * sampleRate);
    const period = sampleRate / 440;
    const removedFrames = Math.round(period * 44);
    const removed = [{ startMs: 500, endMs: 500 + (removedFrames * 1000) / sampleRate, halfFadeMs: 20 }];
    const finished = splice(source, planSplices(removed, source.length, sampleRate, 1));
    expect(biggestStep(finished)).toBeLessThanOrEqual(biggestStep(source) * 1.001);
    expect(Math.max(...finished)).toBeLessThanOrEqual(0.5001);
  });

  it('gives the same audio however the source arrives', () => {
    const source = Float32Array.from({ length: 4_000 }, (_, at) => Math.sin(at * at * 0.001));
    const removals = fc
      .array(fc.tuple(fc.nat(40), fc.nat(30), fc.nat(20)), { maxLength: 8 })
      .map((triples) => {
        let at = 0;
        return triples.map(([gap, length, fade]) => {
          const startMs = at + gap;
          at = startMs + length + 1;
          return { startMs, endMs: at, halfFadeMs: fade };
        });
      });
    fc.assert(
      fc.property(removals, fc.integer({ min: 1, max: 3_000 }), (removed, block) => {
        const plan = planSplices(removed, source.length, 8_000, 1);
        const finished = splice(source, plan, block);
        expect(finished.length).toBe(plan.kept.reduce((sum, { start, end }) => sum + end - start, 0));
        expect(finished).toEqual(splice(source, plan, source.length));
      }),
    );
  });

  it('fills up with silence what the decoder owes at the end', () => {
    const plan = {
      channels: 1,
      kept: [
        { start: 0, end: 4 },
        { start: 6, end: 12 },
      ],
      halfFades: [0],
    };
    expect([...splice(ramp(10), plan)]).toEqual([0, 1, 2, 3, 6, 7, 8, 9, 0, 0]);
  });

  it('drops what the decoder gives beyond the end', () => {
    const plan = { channels: 1, kept: [{ start: 0, end: 4 }], halfFades: [] };
    expect([...splice(ramp(10), plan)]).toEqual([0, 1, 2, 3]);
  });
});

describe('crossfade', () => {
  const power = (samples: Float32Array) =>
    samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;
  const noise = (seed: number) => {
    let state = seed;
    return Float32Array.from({ length: 9_600 }, () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 1_073_741_823.5 - 1;
    });
  };

  it('keeps the power of two sounds that have nothing in common', () => {
    const [a, b] = [noise(1), noise(77_777)];
    expect(power(crossfade(a, b, 1)) / power(a)).toBeCloseTo(1, 1);
  });

  it('leaves a sound alone that fades into itself', () => {
    const a = noise(1);
    const mixed = crossfade(a, a, 1);
    expect(Math.max(...mixed.map((sample, at) => Math.abs(sample - a[at]!)))).toBeLessThan(1e-6);
  });
});

describe('planSplices', () => {
  it('shortens a crossfade to half of the kept span beside it', () => {
    const removed = [
      { startMs: 10, endMs: 20, halfFadeMs: 5 },
      { startMs: 24, endMs: 30, halfFadeMs: 5 },
    ];
    expect(planSplices(removed, 40, 1_000, 1).halfFades).toEqual([2, 2]);
  });

  it('plans ten thousand cuts at once', () => {
    const removed = Array.from({ length: 10_000 }, (_, at) => ({
      startMs: at * 300 + 100,
      endMs: at * 300 + 200,
      halfFadeMs: 5,
    }));
    const plan = planSplices(removed, 3_000_000 * 48, 48_000, 1);
    expect(plan.kept.length).toBe(10_001);
    expect(plan.kept.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(2_000_000 * 48);
  });
});
