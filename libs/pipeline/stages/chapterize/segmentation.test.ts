import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestSegmentation } from './segmentation.js';

const every10s = (n: number) => ({
  startMs: Array.from({ length: n }, (_, i) => i * 10_000),
  durationMs: n * 10_000,
});
const options = { typicalMs: 60_000, minMs: 20_000, fixed: [] };

describe('bestSegmentation', () => {
  it('starts chapters where there is most to gain', () => {
    const gains = Array.from({ length: 18 }, (_, i) => (i === 6 || i === 12 ? 5 : -1));
    expect(bestSegmentation(every10s(18), { ...options, gains })).toEqual([0, 6, 12]);
  });

  it('starts none where nothing is gained', () => {
    expect(bestSegmentation(every10s(6), { ...options, gains: Array(6).fill(-9) })).toEqual([0]);
    expect(bestSegmentation({ startMs: [], durationMs: 0 }, { ...options, gains: [] })).toEqual([]);
  });

  it('keeps fixed starts, whatever they cost and however near each other they are', () => {
    const gains = Array(18).fill(-9);
    expect(bestSegmentation(every10s(18), { ...options, gains, fixed: [5, 6] })).toEqual([0, 5, 6]);
  });

  it('never starts one that is refused', () => {
    const gains = Array.from({ length: 18 }, (_, i) => (i === 6 ? -Infinity : i === 12 ? 5 : -1));
    expect(bestSegmentation(every10s(18), { ...options, gains })).not.toContain(6);
  });

  it('gives ascending starts that keep their distance', () => {
    const sentence = fc.record({
      lengthMs: fc.integer({ min: 0, max: 30_000 }),
      gain: fc.double({ min: -5, max: 5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 80 }), (sentences) => {
        let clock = 0;
        const startMs = sentences.map(({ lengthMs }) => {
          const start = clock;
          clock += lengthMs;
          return start;
        });
        const starts = bestSegmentation(
          { startMs, durationMs: clock },
          { ...options, gains: sentences.map(({ gain }) => gain) },
        );
        expect(starts[0]).toBe(0);
        for (let i = 1; i < starts.length; i++)
          expect(startMs[starts[i]!]! - startMs[starts[i - 1]!]!).toBeGreaterThanOrEqual(options.minMs);
      }),
    );
  });
});
