import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPassages } from './passages.js';

const hour = 3_600_000;
const shared = (episodeId: string, ...spans: [number, number][]) => ({
  episodeId,
  spans: spans.map(([start, end]) => ({ startMs: start * 1000, endMs: end * 1000 })),
});
const passages = (...of: ReturnType<typeof shared>[]) => findPassages(of, hour, hour);

describe('findPassages', () => {
  it('names by place and length: the first is the intro, the last the outro, between them ads and stings', () => {
    const { repeated } = passages(shared('b', [5, 20], [1500, 1530], [2000, 2006], [3570, 3595]));
    expect(repeated.map(({ kind }) => kind)).toEqual(['intro', 'ad', 'other', 'outro']);
  });

  it('calls nothing far from the ends intro or outro', () => {
    expect(passages(shared('b', [600, 620], [2400, 2430])).repeated.map(({ kind }) => kind)).toEqual([
      'ad',
      'ad',
    ]);
  });

  it('ends the intro that all have where the ad begins that one has', () => {
    const { repeated } = passages(shared('c', [5, 20]), shared('b', [5.2, 49.8]));
    expect(repeated).toEqual([
      { startMs: 5100, endMs: 20_000, kind: 'intro', seenIn: ['c', 'b'] },
      { startMs: 20_000, endMs: 49_800, kind: 'ad', seenIn: ['b'] },
    ]);
  });

  it('takes edges that differ by less than a second as one', () => {
    const { repeated } = passages(shared('c', [5, 20]), shared('b', [5.4, 20.6]), shared('a', [5.2, 19.8]));
    expect(repeated).toHaveLength(1);
    expect(repeated[0]!.seenIn).toEqual(['c', 'b', 'a']);
  });

  it('tells a second upload of a recording from a passage', () => {
    expect(passages(shared('b', [30, 3590]), shared('a', [5, 20]))).toMatchObject({
      sameAs: ['b'],
      repeated: [{ kind: 'intro', seenIn: ['a'] }],
    });
  });

  it('finds nothing in nothing', () => {
    expect(findPassages([], 0, 0)).toEqual({ repeated: [], sameAs: [] });
    expect(findPassages([shared('a')], hour, 0)).toEqual({ repeated: [], sameAs: [] });
  });

  it('always gives passages in order that do not overlap', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 3500 }), fc.integer({ min: 4, max: 90 }));
    const episode = fc.array(
      span.map(([start, length]): [number, number] => [start, start + length]),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.array(episode, { maxLength: 5 }), (episodes) => {
        const { repeated } = passages(...episodes.map((spans, n) => shared(String(n), ...spans)));
        for (const [n, passage] of repeated.entries()) {
          expect(passage.endMs).toBeGreaterThan(passage.startMs);
          expect(passage.startMs).toBeGreaterThanOrEqual(repeated[n - 1]?.endMs ?? 0);
        }
      }),
    );
  });
});
