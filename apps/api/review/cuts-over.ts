import type { Cut, Edits, Word } from '#contracts';
import type { LastMade } from '#pipeline';

/** Cuts rest on the sound, and word times lie up to 300 ms off it: farther apart, the words are not the cut's own. */
const apartMs = 500;

/**
 * A list of cuts over the words of the last transcript, which may be newer than those it was made from: where the words
 * that a cut names lie elsewhere in time, it takes those whose middle lies in it.
 */
export function cutsOver(words: readonly Word[], { value: { cuts }, isOutdated }: LastMade<Edits>): Cut[] {
  if (!isOutdated) return cuts;
  return cuts.map((cut) => (isNear(cut, words) ? cut : { ...cut, words: wordsInside(cut, words) }));
}

function isNear({ words: named, startMs, endMs }: Cut, words: readonly Word[]): boolean {
  if (!named) return true;
  const first = words[named.start];
  const last = words[named.end - 1];
  if (!first || !last) return false;
  return first.startMs > startMs - apartMs && last.endMs < endMs + apartMs;
}

function wordsInside({ startMs, endMs }: Cut, words: readonly Word[]): Cut['words'] {
  const lies = (word: Word) => {
    const middleMs = (word.startMs + word.endMs) / 2;
    return middleMs >= startMs && middleMs < endMs;
  };
  const start = words.findIndex(lies);
  return start === -1 ? undefined : { start, end: words.findLastIndex(lies) + 1 };
}
