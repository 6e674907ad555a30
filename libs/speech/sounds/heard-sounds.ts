import type { Span } from '#contracts';
import { type FoundSound, joined, overlaps } from './events.js';
import { type HeardSteps, soundStepMs } from './sound-model.js';

/** A sound is looked at from the higher probability and lasts while it stays over the lower. */
const leastPeak = 0.2;
const sounding = 0.2;
/** Notes of one chime lie closer than this. */
const joinMs = 100;
/** An answer covers 32 ms; a voice hides the tail of a sound, the longer the sound. */
const headMs = 10;
const tailMs = 40;
const tailShare = 0.2;
/** How much the network is believed when it is sure: alone just enough to propose. */
const mostBelief = 0.69;

/** A bed's notes reached 0.94 in 1.6 hours where nothing rang. */
const clearInBed = 0.95;
/** Under a voice a bed is heard less; over nothing but a voice, chimes stayed under this on average (our measurement). */
const bedUnderVoice = 0.45;

/** Music that stands alone, beds, and the sounds that were found between words. */
interface Beside {
  lasting: readonly Span[];
  steady: readonly Span[];
  gaps: readonly Span[];
}

/** Where the network hears a notification, faintly at least; what it hears in music is left out, but for clear ones in a bed. */
export const findHeard = (
  { notification, music }: HeardSteps,
  { lasting, steady, gaps }: Beside,
): FoundSound[] => {
  const inBed = (span: Span) =>
    steady.some((piece) => overlaps(span, piece)) || meanIn(music, span) >= bedUnderVoice;
  return joined(stretches(notification, sounding), joinMs)
    .map((span) => ({ ...span, peak: peakIn(notification, span) }))
    .filter(
      (span) =>
        span.peak >= leastPeak &&
        !lasting.some((piece) => overlaps(span, piece)) &&
        (span.peak >= clearInBed || gaps.some((gap) => overlaps(span, gap)) || !inBed(span)),
    )
    .map(({ startMs, endMs, peak }) => ({
      startMs: Math.max(0, startMs - headMs),
      endMs: endMs + tailMs + tailShare * (endMs - startMs),
      score: mostBelief * peak ** 2,
      by: 'sound-model',
    }));
};

/** A door's latch had 0.34, no chime of a kind that the network knows under 0.48. */
const leastKnown = 0.4;
/** Doors and keys, short as they are, reached 0.86, drops, beeps and slides went down to 0.9. */
const shortMs = 250;
const leastKnownShort = 0.88;

/** The sounds of the gaps, doubted where the network hears no notification and nothing else is like them. */
export const doubted = (
  gaps: readonly FoundSound[],
  { notification }: HeardSteps,
  recurring: readonly FoundSound[],
): FoundSound[] =>
  gaps.map((gap) => ({
    ...gap,
    doubted:
      gap.endMs - gap.startMs < shortMs
        ? peakIn(notification, gap) < leastKnownShort
        : peakIn(notification, gap) < leastKnown && !recurring.some((match) => overlaps(gap, match)),
  }));

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
export const peakIn = (probability: Float32Array, span: Span): number =>
  stepsIn(probability, span).reduce((most, p) => Math.max(most, p), 0);

/** The mean answer within a span. */
export function meanIn(probability: Float32Array, span: Span): number {
  const steps = stepsIn(probability, span);
  return steps.reduce((sum, p) => sum + p, 0) / Math.max(1, steps.length);
}

const stepsIn = (probability: Float32Array, { startMs, endMs }: Span): Float32Array =>
  probability.subarray(Math.max(0, Math.floor(startMs / soundStepMs)), Math.ceil(endMs / soundStepMs));

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
