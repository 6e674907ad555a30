import type { Span } from '#contracts';
import { type FoundSound, joined, overlaps } from './events.js';
import { type HeardSteps, soundStepMs } from './sound-model.js';

/** A sound is looked at from the higher probability and lasts while it stays over the lower. */
const leastPeak = 0.2;
const lasting = 0.2;
/** Notes of one chime lie closer than this. */
const joinMs = 100;
/** An answer covers 32 ms; a voice hides the tail of a sound, the longer the sound. */
const headMs = 10;
const tailMs = 40;
const tailShare = 0.2;
/** How much the network is believed when it is sure: alone just enough to propose. */
const mostBelief = 0.62;

/** Where the network hears a notification, faintly at least; music that stands alone is left out. */
export const findHeard = ({ notification }: HeardSteps, music: readonly Span[]): FoundSound[] =>
  joined(stretches(notification, lasting), joinMs)
    .map((span) => ({ ...span, peak: peakIn(notification, span) }))
    .filter((span) => span.peak >= leastPeak && !music.some((piece) => overlaps(span, piece)))
    .map(({ startMs, endMs, peak }) => ({
      startMs: Math.max(0, startMs - headMs),
      endMs: endMs + tailMs + tailShare * (endMs - startMs),
      score: mostBelief * peak ** 2,
      by: 'sound-model',
    }));

/** What the network gives less than this is a laugh, a door or a note of a bed: where it is heard again says nothing. */
const leastLikely = 0.2;

/** The sounds that may be notifications. */
export const likely = (sounds: readonly FoundSound[], { notification }: HeardSteps): FoundSound[] =>
  sounds.filter((sound) => peakIn(notification, sound) >= leastLikely);

/** Music is this sure, its notes lie this close, and it lasts: the longest ping measured was 1.36 s, the shortest sting 1.95 s. */
const sureMusic = 0.8;
const musicJoinMs = 300;
const shortestPieceMs = 1500;

/** Stretches of music, alone or under speech. */
export const findMusic = ({ music }: HeardSteps): Span[] =>
  joined(stretches(music, sureMusic), musicJoinMs).filter(
    ({ startMs, endMs }) => endMs - startMs > shortestPieceMs,
  );

/** The surest answer within a span. */
export const peakIn = (probability: Float32Array, { startMs, endMs }: Span): number =>
  probability
    .subarray(Math.max(0, Math.floor(startMs / soundStepMs)), Math.ceil(endMs / soundStepMs))
    .reduce((most, p) => Math.max(most, p), 0);

/** Spans in which the values stay at or over `least`. */
function stretches(values: Float32Array, least: number): Span[] {
  const spans: Span[] = [];
  let start = -1;
  for (let n = 0; n <= values.length; n++) {
    const on = n < values.length && values[n]! >= least;
    if (on && start < 0) start = n;
    if (!on && start >= 0) {
      spans.push({ startMs: start * soundStepMs, endMs: n * soundStepMs });
      start = -1;
    }
  }
  return spans;
}
