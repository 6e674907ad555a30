import type { Notes, Publication } from '#contracts';
import type { PublishedChapter, PublishedNotes } from '#feed';
import type { ToPublished } from './published-words.js';

/** Podcast namespace, soundbite: between 15 and 120 seconds are advised. */
const SOUNDBITE_MS = { least: 15_000, most: 120_000 };

/** The notes with every time in published time. */
export function publishedNotes(
  notes: Notes,
  chapters: PublishedChapter[],
  toPublished: ToPublished,
): PublishedNotes {
  const moved = <T extends { startMs: number }>(items: T[]) =>
    items.map((item) => ({ ...item, startMs: toPublished(item.startMs) }));
  return {
    by: notes.by,
    summary: notes.summaryLong || notes.summaryShort || notes.oneSentence,
    chapters,
    keyPoints: moved(notes.keyPoints),
    quotes: moved(notes.quotes),
    questions: moved(notes.questions),
    links: notes.links,
  };
}

/** Soundbites that are still long enough to be played once the cuts between their ends are out. */
export function publishedSoundbites(
  { soundbites }: Notes,
  toPublished: ToPublished,
): Publication['soundbites'] {
  return soundbites
    .map(({ startMs, endMs, title }) => {
      const start = toPublished(startMs);
      return { startMs: start, durationMs: toPublished(endMs) - start, title };
    })
    .filter(({ durationMs }) => durationMs >= SOUNDBITE_MS.least && durationMs <= SOUNDBITE_MS.most);
}
