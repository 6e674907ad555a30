import type { Repeats, Sounds, Span } from '#contracts';
import { mergedSpans } from '../../timeline.js';

/** What was heard, and which of it is the show's own on every occasion. */
export type HeardSounds = Sounds & { own?: readonly Span[] };

/** A sound belongs to a passage when this share of it lies inside. */
const insideShare = 0.5;

/**
 * Intro, outro and ads that a show repeats are its own: their sounds are no notifications, and like music they stay as
 * they were made. A short repeated sound in the middle may be a phone that rings every week, and is judged as any other.
 */
export function withOwnPassages(sounds: Sounds, { repeated }: Repeats): HeardSounds {
  const own = repeated.filter(({ kind }) => kind !== 'other');
  if (own.length === 0) return sounds;
  const isOwn = (event: Span) =>
    own.some(({ startMs, endMs }) => {
      const inside = Math.min(event.endMs, endMs) - Math.max(event.startMs, startMs);
      return inside > insideShare * (event.endMs - event.startMs);
    });
  return {
    ...sounds,
    events: sounds.events.filter((event) => !isOwn(event)),
    music: mergedSpans([...sounds.music, ...own], Number.POSITIVE_INFINITY),
    own,
  };
}
