import { isStopWord } from './stop-words.js';

const MAX_PHRASES = 40;
const MAX_WORDS = 3;

/**
 * Phrases that carry the episode: runs of one to three content words that recur, scored by count × length, where a
 * phrase that only ever occurs inside a longer one gives way to it (C-value, Frantzi et al. 2000).
 */
export function keyPhrases(sentences: string[]): { text: string; score: number }[] {
  const counts = countPhrases(sentences);
  const inside = new Map<string, number>();
  for (const [phrase, { count }] of counts) {
    const words = phrase.split(' ');
    for (let size = 1; size < words.length; size++)
      for (let i = 0; i + size <= words.length; i++) {
        const part = words.slice(i, i + size).join(' ');
        inside.set(part, Math.max(inside.get(part) ?? 0, count));
      }
  }
  return [...counts]
    .map(([phrase, { count, written }]) => {
      const alone = count - (inside.get(phrase) ?? 0) * 0.9;
      return { text: written, count, score: alone * Math.log2(1 + phrase.split(' ').length) };
    })
    .filter(({ count, score }) => count >= 2 && score > 0.5)
    .sort((a, b) => b.score - a.score || a.text.localeCompare(b.text))
    .slice(0, MAX_PHRASES)
    .map(({ text, score }) => ({ text, score: Math.round(score * 100) / 100 }));
}

function countPhrases(sentences: string[]): Map<string, { count: number; written: string }> {
  const counts = new Map<string, { count: number; written: string }>();
  for (const sentence of sentences)
    for (const run of contentRuns(sentence))
      for (let i = 0; i < run.length; i++)
        for (let size = 1; size <= MAX_WORDS && i + size <= run.length; size++) {
          const written = run.slice(i, i + size).join(' ');
          const phrase = written.toLowerCase();
          const seen = counts.get(phrase);
          if (seen) seen.count++;
          else counts.set(phrase, { count: 1, written });
        }
  return counts;
}

/** Stretches of content words, ended by stop words and punctuation. */
export function contentRuns(sentence: string): string[][] {
  const runs: string[][] = [[]];
  for (const raw of sentence.split(/\s+/u)) {
    const word = raw.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    if (word === '' || isStopWord(word)) runs.push([]);
    else runs.at(-1)!.push(word);
    if (/[.,;:!?…]["'”’)]*$/u.test(raw)) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}
