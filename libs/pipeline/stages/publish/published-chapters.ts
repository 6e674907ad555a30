import type { Chapter } from '#contracts';
import { oneLine, type PublishedChapter } from '#feed';
import type { ToPublished } from './published-words.js';

/**
 * Chapters in published time: the first at 0, starts ascending, no two at one time, none at or after the end.
 * One that begins inside a cut begins at the splice; one of which nothing is left gives way to the next.
 */
export function publishedChapters(
  chapters: Chapter[],
  toPublished: ToPublished,
  durationMs: number,
): PublishedChapter[] {
  const placed = chapters
    .map(({ startMs, title }) => ({ startMs: Math.round(toPublished(startMs)), title: oneLine(title) }))
    .sort((a, b) => a.startMs - b.startMs);
  if (placed[0]) placed[0].startMs = 0;
  const lasting = placed.filter(({ startMs }, index) => {
    const endMs = placed[index + 1]?.startMs ?? Math.round(durationMs);
    return startMs < endMs;
  });
  return lasting.length > 0 ? lasting : placed.slice(0, 1);
}
