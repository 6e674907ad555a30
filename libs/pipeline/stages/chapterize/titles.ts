import type { Sentence } from '#contracts';
import { contentRuns } from '#language';

export const MAX_TITLE = 60;

export interface Named {
  title: string;
  keywords: string[];
}

/** Titles from the chapter's own words: the phrases that are most its own. */
export function extractTitles(chapters: Sentence[][]): Named[] {
  const counts = chapters.map((sentences) => phraseCounts(sentences));
  const everywhere = new Map<string, number>();
  for (const chapter of counts)
    for (const phrase of chapter.keys()) everywhere.set(phrase, (everywhere.get(phrase) ?? 0) + 1);
  return counts.map((chapter, c) => {
    const ranked = [...chapter]
      .map(([phrase, { count, written }]) => ({
        written,
        phrase,
        score:
          count *
          Math.log(1 + chapters.length / everywhere.get(phrase)!) *
          Math.log2(1 + phrase.split(' ').length),
      }))
      .sort((a, b) => b.score - a.score || a.phrase.localeCompare(b.phrase));
    const distinct: typeof ranked = [];
    for (const candidate of ranked) {
      const words = new Set(candidate.phrase.split(' '));
      if (!distinct.some(({ phrase }) => phrase.split(' ').some((word) => words.has(word))))
        distinct.push(candidate);
      if (distinct.length === 6) break;
    }
    const keywords = distinct.map(({ written }) => written);
    return { title: titleOf(keywords, c), keywords };
  });
}

function titleOf(keywords: string[], chapter: number): string {
  const [first, second] = keywords.map(titleCase);
  if (!first) return chapter === 0 ? 'Introduction' : 'More';
  const both = second ? `${first} and ${second}` : first;
  return (both.length <= MAX_TITLE ? both : first).slice(0, MAX_TITLE);
}

const titleCase = (phrase: string) => phrase.replace(/(^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase());

function phraseCounts(sentences: Sentence[]) {
  const counts = new Map<string, { count: number; written: string }>();
  for (const { text } of sentences)
    for (const run of contentRuns(text))
      for (let size = 1; size <= 2; size++)
        for (let i = 0; i + size <= run.length; i++) {
          const written = run.slice(i, i + size).join(' ');
          const seen = counts.get(written.toLowerCase());
          if (seen) seen.count++;
          else counts.set(written.toLowerCase(), { count: 1, written });
        }
  return counts;
}
