import type { LanguageRules } from './languages/index.js';
import type { Reading, ReadWord, WordRange } from './reading.js';

/** A pause after the first go sets a restart apart from a list. */
const leastPauseMs = 60;
const longestGo = 5;
/** Fewer letters are alike by chance. */
const leastLetters = 5;
/** How much of both goes is the same from their beginning on, and how much at all. */
const leastCommonStart = 0.6;
const leastAlike = 0.8;

/**
 * How many words from `start` are a first go at what follows, though a recogniser heard the two a little differently: "Last
 * sprint, last spring in a prison", "for 20, for 22 towers". A pause and a mark part them, and the second goes on; 0 for none.
 */
export function heardAgainLength(reading: Reading, start: number, rules: LanguageRules): number {
  if (!reading.timed) return 0;
  const { words } = reading;
  for (let length = Math.min(longestGo, words.length - start - 1); length >= 2; length--)
    if (isHeardAgain(words, { start, end: start + length }, rules)) return length;
  return 0;
}

function isHeardAgain(words: readonly ReadWord[], { start, end }: WordRange, rules: LanguageRules): boolean {
  const go = words.slice(start, end);
  const last = go.at(-1)!;
  const parted = last.mark !== '' && ',…–—'.includes(last.mark) && last.pauseAfterMs >= leastPauseMs;
  if (!parted || go.slice(0, -1).some(({ mark }) => mark !== '')) return false;
  // The very same words are judged by the rules for them.
  if (words[end]!.norm !== go[0]!.norm || isSame(go, words.slice(end, end + go.length))) return false;
  return [0, -1, 1].some((more) => {
    const stop = end + go.length + more;
    const again = words.slice(end, stop);
    const next = words[stop];
    // "The cat, the car and the dog" is a list.
    const goesOn = next && !rules.joining.has(next.norm) && again.every(({ mark }) => mark === '');
    return goesOn && again.length > 1 && isAlike(lettersOf(go), lettersOf(again));
  });
}

const isSame = (one: readonly ReadWord[], other: readonly ReadWord[]) => lettersOf(one) === lettersOf(other);

const lettersOf = (words: readonly ReadWord[]) => words.map(({ norm }) => norm).join('');

function isAlike(one: string, other: string): boolean {
  const letters = Math.max(one.length, other.length);
  if (Math.min(one.length, other.length) < leastLetters) return false;
  let common = 0;
  while (common < letters && one[common] === other[common]) common++;
  return common >= leastCommonStart * letters && distance(one, other) <= (1 - leastAlike) * letters + 1e-9;
}

/** Letters to change, add or take away until one is the other (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let k = 1; k <= other.length; k++)
      next.push(Math.min(row[k]! + 1, next[k - 1]! + 1, row[k - 1]! + (one[i - 1] === other[k - 1] ? 0 : 1)));
    row = next;
  }
  return row[other.length]!;
}
