import type { SoundEvent } from '#contracts';
import type { ReadWord } from './reading.js';

/** What is left of a word must be at least this long. */
const leastWordMs = 60;

/**
 * Recognisers stretch a word over the chime beside it. Here words give back what belongs to a sound in a gap, from the
 * side on which more of the word is left.
 */
export function trimToSounds(words: readonly ReadWord[], events: readonly SoundEvent[]): ReadWord[] {
  const gaps = events.filter((event) => event.mode === 'gap');
  return words.map((word) => {
    const trimmed = { ...word };
    for (const gap of gaps) {
      if (trimmed.startMs >= gap.endMs || trimmed.endMs <= gap.startMs) continue;
      const before = gap.startMs - trimmed.startMs;
      const after = trimmed.endMs - gap.endMs;
      if (before >= after && before >= leastWordMs) trimmed.endMs = gap.startMs;
      else if (after >= leastWordMs) trimmed.startMs = gap.endMs;
    }
    return trimmed;
  });
}

/** A hesitation this far behind the word before it, and so close to the next, is placed too late. */
const lateAfterMs = 100;
/** … but further behind it stands where it was said, after a real pause. */
const latestAfterMs = 500;
const closeToNextMs = 80;
/** What a word needs at most, by its letters (cleaning-methods.md A3): the rest of it is the hesitation. */
const mostWordMs = 60;
const mostLetterMs = 55;
const leastHesitationMs = 60;

/** Where a word ends at the latest, by its letters. */
export const endByLettersMs = ({ startMs, norm }: ReadWord) =>
  startMs + mostWordMs + mostLetterMs * norm.length;

/** Whether a word is so much longer than its letters need that it may hold the beginning of what comes after it. */
export const isStretched = (word: ReadWord): boolean =>
  word.endMs - endByLettersMs(word) >= leastHesitationMs;

/**
 * "old, | uh there" is mostly "old uh, | there": the recogniser counts the hesitation to the word before it, and puts its
 * own word for it after the pause. It moves to the tail of a word that is longer than its letters need.
 */
export function moveLateHesitations(
  words: readonly ReadWord[],
  isHesitation: (word: ReadWord) => boolean,
): ReadWord[] {
  const moved = words.map((word) => ({ ...word }));
  for (let at = 1; at < moved.length - 1; at++) {
    const [before, word, next] = [moved[at - 1]!, moved[at]!, moved[at + 1]!];
    const endOfWordMs = endByLettersMs(before);
    const behindMs = word.startMs - before.endMs;
    const isLate =
      behindMs > lateAfterMs &&
      behindMs < latestAfterMs &&
      next.startMs - word.endMs < closeToNextMs &&
      isHesitation(word);
    if (!isLate || before.endMs - endOfWordMs < leastHesitationMs) continue;
    next.startMs = Math.min(next.startMs, word.startMs);
    word.startMs = endOfWordMs;
    word.endMs = before.endMs;
    before.endMs = endOfWordMs;
    before.pauseAfterMs = 0;
    word.pauseAfterMs = next.startMs - word.endMs;
  }
  return moved;
}
