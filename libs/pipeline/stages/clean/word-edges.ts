import type { SoundEvent } from '#contracts';
import { languageOf } from './languages/index.js';
import type { Reading, ReadWord } from './reading.js';

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

/** A hesitation that starts this long after a word and runs into the next one was placed too late … */
const lateAfterMs = 100;
const runsIntoMs = 40;
/** … when the word before it is longer than its letters take (speech-onnx.md 3): the hesitation is its tail. */
const wordBaseMs = 60;
const letterMs = 55;
/** A swallowed "uh" takes about this long. */
const hesitationMs = 180;

/**
 * "For, [pause] uh three" is usually "for uh, [pause] three": the recogniser hears the hesitation but puts it on the
 * word after the pause. Moves such a hesitation to the tail of the word before it.
 */
export function moveLateHesitations(reading: Reading): Reading {
  if (!reading.timed) return reading;
  const { hesitation } = languageOf(reading.language);
  const words = reading.words.map((word) => ({ ...word }));
  words.forEach((word, at) => {
    const before = words[at - 1];
    const next = words[at + 1];
    if (!before || !next || !hesitation.test(word.norm) || hesitation.test(before.norm)) return;
    const late = word.startMs - before.endMs > lateAfterMs && next.startMs - word.endMs < runsIntoMs;
    const spoken = wordBaseMs + letterMs * before.norm.length;
    if (!late || before.endMs - before.startMs <= spoken) return;
    next.startMs = word.startMs;
    word.endMs = before.endMs;
    word.startMs = Math.max(before.startMs + 0.6 * spoken, before.endMs - hesitationMs);
    before.endMs = word.startMs;
    before.pauseAfterMs = 0;
    word.pauseAfterMs = next.startMs - word.endMs;
  });
  return { ...reading, words };
}
