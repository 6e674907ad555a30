import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeness, minHash } from './min-hash.js';

const words = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `word${from + i}`);
const textOf = (list: string[]) => list.join(' ');

describe('MinHash', () => {
  it('knows a text again whatever its punctuation and case', () => {
    const text = textOf(words(400));
    expect(likeness(minHash(text)!, minHash(`${text.toUpperCase()}!`)!)).toBe(1);
  });

  it('tells about how much two texts share', () => {
    for (const shared of [0, 0.25, 0.5, 0.9]) {
      const same = words(1000 * shared);
      const one = textOf([...same, ...words(1000 * (1 - shared), 5_000)]);
      const other = textOf([...same, ...words(1000 * (1 - shared), 9_000)]);
      // Of 1,000 shingles each, `shared` are common: a Jaccard index of s / (2 - s).
      expect(Math.abs(likeness(minHash(one)!, minHash(other)!) - shared / (2 - shared))).toBeLessThan(0.15);
    }
  });

  it('has nothing to say of a few words', () => {
    expect(minHash('too short')).toBeNull();
  });

  it('is the same for the same text, and never above 1', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 30 }), fc.lorem({ maxCount: 30 }), (a, b) => {
        const [one, again, other] = [minHash(a), minHash(a), minHash(b)];
        expect(one).toEqual(again);
        if (one && other) expect(likeness(one, other)).toBe(likeness(other, one));
      }),
    );
  });
});
