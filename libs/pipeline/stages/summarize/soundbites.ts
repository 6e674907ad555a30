import type { Sentence } from '#contracts';
import type { Ranked } from './extract.js';
import { standsAlone } from './extract.js';

/** Podcast apps play clips of 15 to 60 seconds (podcast:soundbite recommends 15 to 120). */
const MIN_MS = 15_000;
const MAX_MS = 60_000;
const COUNT = 5;

/** Runs of whole sentences, 15 to 60 s, that begin with one that stands alone; scored by what they say, best first. */
export function findSoundbites(sentences: Sentence[], ranked: Ranked[]) {
  const rankOf = new Map(ranked.map(({ sentence, rank }) => [sentence.id, rank]));
  const bites = sentences.flatMap((first, start) => {
    if (!standsAlone(first.text)) return [];
    let end = start + 1;
    while (end < sentences.length && sentences[end]!.endMs - first.startMs <= MAX_MS / 2) end++;
    const last = sentences[end - 1]!;
    const lengthMs = last.endMs - first.startMs;
    if (lengthMs < MIN_MS || lengthMs > MAX_MS) return [];
    const ranks = sentences.slice(start, end).map(({ id }) => rankOf.get(id) ?? 0);
    const score = ranks.reduce((a, b) => a + b, 0) / ranks.length;
    return [
      {
        startMs: first.startMs,
        endMs: last.endMs,
        title: shortened(first.text, 80),
        score: Math.round(score * 100) / 100,
      },
    ];
  });
  const chosen: typeof bites = [];
  for (const bite of bites.sort((a, b) => b.score - a.score)) {
    if (chosen.every((other) => bite.endMs <= other.startMs || bite.startMs >= other.endMs))
      chosen.push(bite);
    if (chosen.length === COUNT) break;
  }
  return chosen;
}

/** At most `max` characters, cut at a word. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/\s+\S*$/u, '')}…`;
}
