import type { Notes, Sentence } from '#contracts';
import type { Ranked } from './extract.js';
import { standsAlone } from './extract.js';

/** Podcast apps play clips of 15 to 60 seconds (podcast:soundbite recommends 15 to 120). */
export const MIN_BITE_MS = 15_000;
export const MAX_BITE_MS = 60_000;
const COUNT = 5;

type Soundbite = Notes['soundbites'][number];

/** How central a sentence is to its chapter, 0 to 1, by its id. */
export type RankOf = Map<string, number>;
export const rankOf = (ranked: Ranked[]): RankOf =>
  new Map(ranked.map(({ sentence, rank }) => [sentence.id, rank]));

/** Runs of whole sentences, 15 to 60 s, that begin with one that stands alone; scored by what they say, best first. */
export function findSoundbites(sentences: Sentence[], ranks: RankOf, mayBeShown: (one: Sentence) => boolean) {
  const bites = sentences.flatMap((first, start) => {
    if (!standsAlone(first.text)) return [];
    let end = start + 1;
    while (end < sentences.length && sentences[end]!.endMs - first.startMs <= MAX_BITE_MS / 2) end++;
    const run = sentences.slice(start, end);
    const { endMs } = run.at(-1)!;
    const { startMs } = first;
    if (endMs - startMs < MIN_BITE_MS || endMs - startMs > MAX_BITE_MS || !run.every(mayBeShown)) return [];
    return [{ startMs, endMs, title: shortened(first.text, 80) }];
  });
  return scoreBites(bites, sentences, ranks);
}

/** The best few that do not overlap, whoever proposed them, each with the mean rank of what is said in it; best first. */
export function scoreBites(
  bites: Omit<Soundbite, 'score'>[],
  sentences: Sentence[],
  ranks: RankOf,
): Soundbite[] {
  const chosen: Soundbite[] = [];
  const scored = bites.map((bite) => ({ ...bite, score: scoreOf(bite, sentences, ranks) }));
  for (const bite of scored.sort((a, b) => b.score - a.score)) {
    if (chosen.every((other) => bite.endMs <= other.startMs || bite.startMs >= other.endMs))
      chosen.push(bite);
    if (chosen.length === COUNT) break;
  }
  return chosen;
}

function scoreOf({ startMs, endMs }: Omit<Soundbite, 'score'>, sentences: Sentence[], ranks: RankOf): number {
  const inside = sentences.filter((one) => one.startMs >= startMs && one.endMs <= endMs);
  const sum = inside.reduce((total, { id }) => total + (ranks.get(id) ?? 0), 0);
  return Math.round((100 * sum) / Math.max(1, inside.length)) / 100;
}

/** At most `max` characters, cut at a word. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/\s+\S*$/u, '')}…`;
}
