import type { Decision, HostWording, WordingExamples } from '#contracts';

/** What a model is shown, some 700 tokens together: few examples carry a manner, more only cost. */
export const limits = { episodes: 10, titles: 8, descriptions: 2, chapterTitles: 10, characters: 600 };

export const noExamples: WordingExamples = { titles: [], descriptions: [], chapterTitles: [] };

/**
 * What the host wrote themselves; null when all was left as offered.
 *
 * @param made the episode's decisions in the order they were made; the last of each subject stands
 */
export function wordingOf(
  made: Decision[],
  given: { title: string | null; description: string | null; offered: string | null },
): HostWording | null {
  const chapters = new Map<string, string>();
  let { title, description } = given;
  for (const one of made) {
    if (one.kind === 'title') title = one.text;
    if (one.kind === 'description') description = one.text;
    if (one.kind !== 'chapter') continue;
    if (one.chapter) chapters.set(one.subject, one.chapter.title);
    else chapters.delete(one.subject);
  }
  const written = title?.trim();
  const plain = plainText(description ?? '').slice(0, limits.characters);
  if (!written && !plain && chapters.size === 0) return null;
  return {
    title: written ? { offered: given.offered, written } : null,
    description: plain || null,
    chapterTitles: [...chapters.values()],
  };
}

/** Descriptions are written in a little HTML. */
const plainText = (html: string) =>
  html
    .replace(/<[^>]*>/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

/** @param wordings newest first */
export const examplesOf = (wordings: HostWording[]): WordingExamples => ({
  titles: wordings.flatMap(({ title }) => title ?? []).slice(0, limits.titles),
  descriptions: wordings.flatMap(({ description }) => description ?? []).slice(0, limits.descriptions),
  chapterTitles: wordings.flatMap(({ chapterTitles }) => chapterTitles).slice(0, limits.chapterTitles),
});
