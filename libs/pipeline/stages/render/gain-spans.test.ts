import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GainSpans } from './gain-spans.js';

const apply = (
  spans: { start: number; end: number }[],
  gain: number,
  ramp: number,
  length: number,
  block: number,
) => {
  const gains = new GainSpans(spans, gain, ramp, 2);
  const out = new Float32Array(length * 2).fill(1);
  for (let at = 0; at < out.length; at += block * 2) gains.apply(out.subarray(at, at + block * 2));
  return out.filter((_, at) => at % 2 === 0);
};

describe('GainSpans', () => {
  it('turns a stretch down, with ramps half inside and half outside its edges', () => {
    const out = apply([{ start: 10, end: 30 }], 0, 4, 40, 40);
    expect([...out.slice(7, 13)]).toEqual([1, 1, 0.75, 0.5, 0.25, 0]);
    expect([...out.slice(12, 29)].every((gain) => gain === 0)).toBe(true);
    expect([...out.slice(28, 33)]).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  it('does not care how the sound arrives', () => {
    const spans = [
      { start: 3, end: 9 },
      { start: 20, end: 50 },
      { start: 51, end: 70 },
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (block) => {
        expect(apply(spans, 0.125, 6, 80, block)).toEqual(apply(spans, 0.125, 6, 80, 80));
      }),
    );
  });

  it('leaves everything else as it is', () => {
    expect([...apply([], 0, 10, 50, 7)].every((gain) => gain === 1)).toBe(true);
  });
});
