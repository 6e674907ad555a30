import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cut, Span, Word } from '#contracts';
import {
  type Insert,
  removedSpans,
  shortestLeftoverMs,
  timelineFromCuts,
  timelineFromKept,
  timelineFromRemoved,
  wordsThatStay,
} from './timeline.js';

const cut = (startMs: number, endMs: number, more: Partial<Cut> = {}): Cut => ({
  id: `${startMs}`,
  kind: 'filler',
  sub: 'um',
  action: 'cut',
  state: 'auto',
  startMs,
  endMs,
  reason: 'a test',
  confidence: 1,
  evidence: ['text'],
  decidedBy: 'machine',
  ...more,
});
const word = (startMs: number, endMs: number): Word => ({ text: 'word', startMs, endMs, confidence: 1 });

describe('timelineFromCuts', () => {
  const timeline = timelineFromCuts([cut(1_000, 2_000), cut(5_000, 5_500)], 10_000);

  it('keeps what no cut takes', () => {
    expect(timeline.kept).toEqual([
      { startMs: 0, endMs: 1_000, publishedStartMs: 0 },
      { startMs: 2_000, endMs: 5_000, publishedStartMs: 1_000 },
      { startMs: 5_500, endMs: 10_000, publishedStartMs: 4_000 },
    ]);
    expect(timeline.publishedDurationMs).toBe(8_500);
  });

  it('publishes a time inside a cut at its splice', () => {
    expect([999, 1_000, 1_500, 2_000, 2_001].map((ms) => timeline.toPublished(ms))).toEqual([
      999, 1_000, 1_000, 1_000, 1_001,
    ]);
  });

  it('finds the sound after the cut at a splice: spans are half-open', () => {
    expect([999, 1_000, 4_000, 8_500].map((ms) => timeline.toSource(ms))).toEqual([
      999, 2_000, 5_500, 10_000,
    ]);
    expect([999, 1_000, 1_999, 2_000].map((ms) => timeline.keeps(ms))).toEqual([true, false, false, true]);
  });

  it('takes only cuts that are made: not proposed, rejected, muted, ducked or flagged ones', () => {
    const idle = [
      cut(0, 100, { state: 'proposed' }),
      cut(200, 300, { state: 'rejected' }),
      cut(400, 500, { action: 'mute' }),
      cut(600, 700, { action: 'duck' }),
      cut(800, 900, { action: 'flag' }),
    ];
    expect(timelineFromCuts(idle, 1_000).publishedDurationMs).toBe(1_000);
    expect(timelineFromCuts([cut(0, 500, { state: 'accepted' })], 1_000).publishedDurationMs).toBe(500);
  });

  it('lets cuts overlap, touch, stand in any order and reach beyond the end', () => {
    const messy = [
      cut(9_000, 20_000),
      cut(3_000, 5_000),
      cut(4_000, 6_000),
      cut(6_000, 7_000),
      cut(30_000, 40_000),
    ];
    expect(removedSpans(messy, 10_000)).toEqual([
      { startMs: 3_000, endMs: 7_000 },
      { startMs: 9_000, endMs: 10_000 },
    ]);
  });

  it('keeps nothing when everything is cut', () => {
    const nothing = timelineFromCuts([cut(0, 1_000)], 1_000);
    expect(nothing.kept).toEqual([]);
    expect([nothing.publishedDurationMs, nothing.toPublished(500), nothing.toSource(0)]).toEqual([0, 0, 0]);
  });
});

describe('leftovers', () => {
  const cuts = [cut(1_000, 2_000), cut(2_100, 3_000)];
  const whole = [{ startMs: 1_000, endMs: 3_000 }];

  it('go with the cuts beside them when no word lies in them', () => {
    expect(removedSpans(cuts, 10_000, [word(0, 900), word(4_000, 5_000)])).toEqual(whole);
  });

  it('stay when a word lies in them, however short', () => {
    expect(removedSpans(cuts, 10_000, [word(2_020, 2_080)])).toHaveLength(2);
  });

  it('go when the word in them is itself cut', () => {
    const taken = [cut(1_000, 2_000, { words: { start: 0, end: 1 } }), cut(2_100, 3_000)];
    expect(removedSpans(taken, 10_000, [word(1_500, 2_080)])).toEqual(whole);
  });

  it('stay when nothing is known about words', () => {
    expect(removedSpans(cuts, 10_000)).toHaveLength(2);
  });

  it(`stay from ${shortestLeftoverMs} ms on`, () => {
    expect(
      removedSpans([cut(1_000, 2_000), cut(2_000 + shortestLeftoverMs, 3_000)], 10_000, []),
    ).toHaveLength(2);
  });
});

describe('wordsThatStay', () => {
  const words = [word(0, 100), word(100, 200), word(200, 300), word(300, 400)];

  it('leaves out words that cuts name, and words whose middle lies in one', () => {
    const cuts = [cut(110, 140, { words: { start: 1, end: 2 } }), cut(290, 410)];
    expect(wordsThatStay(cuts, words)).toEqual([words[0], words[2]]);
  });

  it('leaves out muted words, and none that is only proposed, rejected, ducked or flagged', () => {
    const cuts = [
      cut(0, 100, { action: 'mute' }),
      cut(100, 200, { state: 'proposed' }),
      cut(200, 300, { action: 'duck' }),
      cut(300, 400, { state: 'rejected' }),
    ];
    expect(wordsThatStay(cuts, words)).toEqual(words.slice(1));
  });
});

describe('inserts', () => {
  it('move back what follows them, and nothing else', () => {
    const timeline = timelineFromCuts([cut(1_000, 2_000)], 10_000).withInserts([
      { publishedMs: 4_000, durationMs: 30_000 },
      { publishedMs: 0, durationMs: 5_000 },
    ]);
    expect(timeline.publishedDurationMs).toBe(44_000);
    expect([0, 500, 4_999, 5_000, 9_999].map((ms) => timeline.toPublished(ms))).toEqual([
      5_000, 5_500, 8_999, 39_000, 43_999,
    ]);
    expect([5_000, 8_999, 20_000, 39_000].map((ms) => timeline.toSource(ms))).toEqual([
      0, 4_999, 5_000, 5_000,
    ]);
  });

  it('may stand after the end', () => {
    const timeline = timelineFromCuts([], 1_000).withInserts([{ publishedMs: 1_000, durationMs: 500 }]);
    expect([timeline.publishedDurationMs, timeline.toPublished(1_000)]).toEqual([1_500, 1_000]);
  });
});

describe('always', () => {
  const durationMs = 3_600_000;
  const spans = fc
    .array(fc.tuple(fc.nat(durationMs), fc.nat(20_000)), { maxLength: 60 })
    .map((pairs): Cut[] => pairs.map(([start, length]) => cut(start, start + length)));
  const time = fc.nat(durationMs);

  it('a published time comes back from its source time', () => {
    fc.assert(
      fc.property(spans, fc.double({ min: 0, max: 1, noNaN: true }), (cuts, part) => {
        const timeline = timelineFromCuts(cuts, durationMs);
        const published = Math.floor(part * timeline.publishedDurationMs);
        expect(timeline.toPublished(timeline.toSource(published))).toBe(published);
      }),
    );
  });

  it('a kept source time comes back from its published time', () => {
    fc.assert(
      fc.property(spans, time, (cuts, sourceMs) => {
        const timeline = timelineFromCuts(cuts, durationMs);
        fc.pre(timeline.keeps(sourceMs));
        expect(timeline.toSource(timeline.toPublished(sourceMs))).toBe(sourceMs);
      }),
    );
  });

  it('later stays later, and time between two moments is what is kept between them', () => {
    fc.assert(
      fc.property(spans, time, time, (cuts, a, b) => {
        const timeline = timelineFromCuts(cuts, durationMs);
        const [from, to] = a < b ? [a, b] : [b, a];
        const removed = removedSpans(cuts, durationMs).reduce((sum, { startMs, endMs }) => {
          return sum + Math.max(0, Math.min(endMs, to) - Math.max(startMs, from));
        }, 0);
        expect(timeline.toPublished(to) - timeline.toPublished(from)).toBe(to - from - removed);
      }),
    );
  });

  it('what is published and what is removed add up to the source', () => {
    fc.assert(
      fc.property(spans, (cuts) => {
        const removed = removedSpans(cuts, durationMs).reduce(
          (sum, { startMs, endMs }) => sum + endMs - startMs,
          0,
        );
        expect(timelineFromCuts(cuts, durationMs).publishedDurationMs + removed).toBe(durationMs);
      }),
    );
  });

  it('the kept spans alone make the same timeline again', () => {
    fc.assert(
      fc.property(spans, time, (cuts, sourceMs) => {
        const timeline = timelineFromCuts(cuts, durationMs);
        const again = timelineFromKept(timeline.kept, durationMs);
        expect(again.publishedDurationMs).toBe(timeline.publishedDurationMs);
        expect(again.toPublished(sourceMs)).toBe(timeline.toPublished(sourceMs));
      }),
    );
  });

  const inserts = fc
    .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(60_000)), { maxLength: 8 })
    .map(
      (pairs) =>
        (published: number): Insert[] =>
          pairs.map(([part, length]) => ({ publishedMs: Math.floor(part * published), durationMs: length })),
    );

  it('with inserts: later stays later, kept times come back, and lengths add up', () => {
    fc.assert(
      fc.property(spans, inserts, time, time, (cuts, insertsIn, a, b) => {
        const plain = timelineFromCuts(cuts, durationMs);
        const put = insertsIn(plain.publishedDurationMs);
        const timeline = plain.withInserts(put);
        const added = put.reduce((sum, insert) => sum + insert.durationMs, 0);
        expect(timeline.publishedDurationMs).toBe(plain.publishedDurationMs + added);
        const [from, to] = a < b ? [a, b] : [b, a];
        expect(timeline.toPublished(to)).toBeGreaterThanOrEqual(timeline.toPublished(from));
        fc.pre(timeline.keeps(a));
        expect(timeline.toSource(timeline.toPublished(a))).toBe(a);
        const before = put.filter(({ publishedMs }) => publishedMs <= plain.toPublished(a));
        const shift = before.reduce((sum, insert) => sum + insert.durationMs, 0);
        expect(timeline.toPublished(a)).toBe(plain.toPublished(a) + shift);
      }),
    );
  });

  it('a word that stays keeps its length, whatever is cut and inserted around it', () => {
    fc.assert(
      fc.property(spans, inserts, time, fc.integer({ min: 1, max: 1_000 }), (cuts, insertsIn, at, length) => {
        const plain = timelineFromCuts(cuts, durationMs);
        const word = { startMs: at, endMs: Math.min(durationMs, at + length) };
        fc.pre(removedSpans(cuts, durationMs).every((cut) => cut.endMs <= at || cut.startMs >= word.endMs));
        const put = insertsIn(plain.publishedDurationMs);
        const inside = put.some(
          ({ publishedMs }) =>
            publishedMs > plain.toPublished(word.startMs) && publishedMs <= plain.toPublished(word.endMs),
        );
        fc.pre(!inside && word.endMs > word.startMs);
        const timeline = plain.withInserts(put);
        const published = timeline.toPublished(word.endMs) - timeline.toPublished(word.startMs);
        expect(published).toBe(word.endMs - word.startMs);
      }),
    );
  });

  it('ten thousand cuts at sample positions do not drift by a microsecond', () => {
    const sampleMs = 1_000 / 44_100;
    const removed = Array.from({ length: 10_000 }, (_, index): Span => {
      const startMs = (index * 15_000 + 3_001) * sampleMs;
      return { startMs, endMs: startMs + 997 * sampleMs };
    });
    const timeline = timelineFromRemoved(removed, 10_000 * 15_000 * sampleMs);
    expect(timeline.publishedDurationMs).toBeCloseTo(10_000 * (15_000 - 997) * sampleMs, 3);
    const last = removed.at(-1)!;
    expect(timeline.toPublished(last.endMs + 1)).toBeCloseTo(last.endMs + 1 - 10_000 * 997 * sampleMs, 3);
    expect(timeline.toSource(timeline.toPublished(last.endMs + 1))).toBeCloseTo(last.endMs + 1, 6);
  });
});
