import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chapter } from '#contracts';
import { timelineFromRemoved } from '../../timeline.js';
import { publishedChapters } from './published-chapters.js';

const chapters = (...starts: number[]): Chapter[] =>
  starts.map((startMs) => ({
    id: `${startMs}`,
    startMs,
    title: `at ${startMs}`,
    titleBy: 'extractive',
    keywords: [],
  }));
const placed = (starts: number[], removed: [number, number][], durationMs = 10_000) => {
  const timeline = timelineFromRemoved(
    removed.map(([startMs, endMs]) => ({ startMs, endMs })),
    durationMs,
  );
  const list = publishedChapters(
    chapters(...starts),
    (ms) => timeline.toPublished(ms),
    timeline.publishedDurationMs,
  );
  return list.map(({ startMs, title }) => `${startMs}: ${title}`);
};

describe('publishedChapters', () => {
  it('moves what follows a cut', () => {
    expect(placed([0, 5000], [[1000, 2000]])).toEqual(['0: at 0', '4000: at 5000']);
  });

  it('begins a chapter at the splice when its beginning was cut', () => {
    expect(placed([0, 1500], [[1000, 2000]])).toEqual(['0: at 0', '1000: at 1500']);
  });

  it('drops a chapter of which nothing is left', () => {
    expect(placed([0, 1000, 2000], [[1000, 2000]])).toEqual(['0: at 0', '1000: at 2000']);
    expect(placed([0, 9000], [[8500, 10_000]])).toEqual(['0: at 0']);
  });

  it('begins at 0 even when the first chapter was cut away', () => {
    expect(placed([0, 2000, 5000], [[0, 3000]])).toEqual(['0: at 2000', '2000: at 5000']);
  });

  it('keeps its promise for any cuts', () => {
    const time = fc.integer({ min: 0, max: 10_000 });
    const removed = fc
      .uniqueArray(time, { maxLength: 12 })
      .map((times) => times.sort((a, b) => a - b))
      .map((times) =>
        times.flatMap((at, index): [number, number][] => (index % 2 ? [[times[index - 1]!, at]] : [])),
      );
    const starts = fc
      .uniqueArray(time, { minLength: 1, maxLength: 10 })
      .map((times) => [0, ...times.filter(Boolean).sort((a, b) => a - b)]);
    fc.assert(
      fc.property(starts, removed, (starts, removed) => {
        const times = placed(starts, removed).map((line) => Number.parseInt(line, 10));
        expect(times[0]).toBe(0);
        expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      }),
    );
  });
});
