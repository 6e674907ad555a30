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
