import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CutView } from '#contracts';
import { keptPeaks, keptSpans, toPublished, toSource } from './timeline.js';

const cut = (startMs: number, endMs: number, more: Partial<CutView> = {}): CutView => ({
  id: `${startMs}-${endMs}`,
  startMs,
  endMs,
  kind: 'filler',
  sub: 'um',
  action: 'cut',
  state: 'auto',
  reason: 'A hesitation',
  confidence: 0.9,
  evidence: ['sound'],
  decidedBy: 'machine',
  text: 'um',
  before: '',
  after: '',
  ...more,
});

describe('the published timeline', () => {
  it('leaves out what is cut and joins the rest', () => {
    expect(keptSpans([cut(1000, 1500), cut(4000, 5000)], 10_000)).toEqual([
      { startMs: 0, endMs: 1000, publishedStartMs: 0 },
      { startMs: 1500, endMs: 4000, publishedStartMs: 1000 },
      { startMs: 5000, endMs: 10_000, publishedStartMs: 3500 },
    ]);
  });

  it('keeps what is rejected, only proposed, or muted', () => {
    const cuts = [
      cut(1000, 2000, { state: 'rejected' }),
      cut(3000, 4000, { state: 'proposed' }),
      cut(5000, 6000, { action: 'mute' }),
    ];
    expect(keptSpans(cuts, 8000)).toEqual([{ startMs: 0, endMs: 8000, publishedStartMs: 0 }]);
  });

  it('puts a moment inside a cut on its join', () => {
    const kept = keptSpans([cut(1000, 2000)], 5000);
    expect(toPublished(kept, 1600)).toBe(1000);
    expect(toPublished(kept, 2500)).toBe(1500);
  });

  it('shows peaks of kept stretches only', () => {
    expect(keptPeaks([1, 2, 3, 4, 5], 100, keptSpans([cut(100, 300)], 500))).toEqual([1, 4, 5]);
  });

  const someCuts = fc.array(
    fc.tuple(fc.nat(60_000), fc.integer({ min: 1, max: 3000 })).map(([at, ms]) => cut(at, at + ms)),
  );

  it('brings every published moment back to itself, in order, over any cuts', () => {
    fc.assert(
      fc.property(someCuts, fc.array(fc.nat(60_000)), (cuts, moments) => {
        const kept = keptSpans(cuts, 60_000);
        const last = kept.at(-1);
        const publishedMs = last ? last.publishedStartMs + last.endMs - last.startMs : 0;
        const inside = moments.filter((moment) => moment < publishedMs).toSorted((a, b) => a - b);
        const source = inside.map((moment) => toSource(kept, moment));
        expect(source.map((moment) => toPublished(kept, moment))).toEqual(inside);
        expect(source).toEqual(source.toSorted((a, b) => a - b));
      }),
    );
  });
});
