import { describe, expect, it } from 'vitest';
import type { Sentence } from '#contracts';
import { chapterId, readHandWork, withoutText } from './by-hand.js';

const sentences = [0, 10_000, 20_000, 30_000].map((startMs) => ({ startMs }) as Sentence);
const chapter = (subject: string, at: { startMs: number; title: string } | null) => ({
  kind: 'chapter' as const,
  subject,
  chapter: at,
});

describe('readHandWork', () => {
  it('puts a chapter at the nearest sentence', () => {
    const { made } = readHandWork([chapter('new', { startMs: 11_000, title: 'Mine' })], sentences);
    expect([...made]).toEqual([[1, { id: 'new', title: 'Mine' }]]);
  });

  it('renames a chapter of the machine where it is', () => {
    const { made, refused } = readHandWork(
      [chapter(chapterId(20_000), { startMs: 20_000, title: 'Better' })],
      sentences,
    );
    expect([...made.keys()]).toEqual([2]);
    expect(refused.size).toBe(0);
  });

  it('moves a chapter of the machine, and takes one out', () => {
    const { made, refused } = readHandWork(
      [
        chapter('ch20000', { startMs: 30_000, title: 'Later' }),
        chapter('ch10000', null),
        chapter('new', null),
      ],
      sentences,
    );
    expect([...made.keys()]).toEqual([3]);
    expect([...refused].sort()).toEqual([1, 2]);
  });
});

describe('withoutText', () => {
  it('keeps the chapters of a recording in which nobody speaks', () => {
    const chapters = withoutText([chapter('a', { startMs: 5000, title: 'Song' })]);
    expect(chapters.map(({ startMs, title }) => [startMs, title])).toEqual([
      [0, 'Introduction'],
      [5000, 'Song'],
    ]);
    expect(withoutText([])).toEqual([]);
  });
});
