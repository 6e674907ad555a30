import type { SoundEvent, Span } from '#contracts';
import { type FoundSound, joined, overlaps } from './events.js';
import { sureScore } from './matching.js';

/** Less than this is not worth a host's look. */
const leastConfidence = 0.45;
/** However sure one detector is, alone it only proposes: a cut without asking needs two. */
const mostAlone = 0.49;
/** A second detector that is less sure than this is no second kind of evidence. */
const leastSecond = 0.1;

export interface Findings {
  /** What stands alone in a gap. */
  gaps: readonly FoundSound[];
  /** Where a sound that was found, or is known, is heard again. */
  matches: readonly FoundSound[];
  /** What the network hears. */
  heard: readonly FoundSound[];
}

/**
 * One event where detectors meet, with the edges of the one that places them best: a gap's are those of the sound itself,
 * a match's are those of the sound it matches, the network's are coarse.
 */
export function gather({ gaps, matches, heard }: Findings): SoundEvent[] {
  const all = [...gaps, ...matches, ...heard];
  const placed: SoundEvent[] = [];
  const place = (spans: readonly Span[], mode: SoundEvent['mode']) => {
    for (const span of spans)
      if (!placed.some((event) => overlaps(event, span))) placed.push(eventOf(span, mode, all));
  };
  // Energy alone is a door, a key or a laugh: another detector must have noticed something, however faintly.
  place(
    gaps.filter((gap) =>
      [...gaps, ...matches, ...heard].some((other) => other.by !== gap.by && overlaps(gap, other)),
    ),
    'gap',
  );
  place(joined(matches.filter(isSure), 1), 'over');
  place(heard, 'over');
  // Two sounds run into one for the network, or a voice begins over the second half of one.
  place(
    heard.flatMap((one) => without(one, placed)),
    'over',
  );
  return placed
    .filter(({ confidence }) => confidence >= leastConfidence)
    .sort((a, b) => a.startMs - b.startMs);
}

/** A rest of this length, and this share of what the network heard, is more than the tail that it gives a sound (520 ms were seen). */
const leastRestMs = 600;
const leastRestShare = 0.4;

/** What of a span lies before, between and after the others, where it is long enough to be a sound of its own. */
function without(span: Span, others: readonly Span[]): Span[] {
  const least = Math.max(leastRestMs, leastRestShare * (span.endMs - span.startMs));
  const inside = others.filter((other) => overlaps(span, other)).sort((a, b) => a.startMs - b.startMs);
  const starts = [span.startMs, ...inside.map(({ endMs }) => endMs)];
  const ends = [...inside.map(({ startMs }) => startMs), span.endMs];
  return starts
    .map((startMs, n) => ({ startMs, endMs: ends[n]! }))
    .filter(({ startMs, endMs }) => endMs - startMs >= least);
}

/** No show rings this often with sounds that nothing else confirms: then it is a voice that the network takes for chimes. */
const mostLoneAMinute = 3;
const fewLone = 8;

/** Leaves out what the network alone heard where it hears far too much. */
export function withoutVoiceTakenForChimes(events: readonly SoundEvent[], durationMs: number): SoundEvent[] {
  const isLone = ({ evidence }: SoundEvent) => evidence.join() === 'sound-model';
  const lone = events.filter(isLone).length;
  const tooMany = lone >= fewLone && lone > (mostLoneAMinute * durationMs) / 60_000;
  return events.filter((event) => !(tooMany && isLone(event)));
}

const isSure = ({ score }: FoundSound) => score >= sureScore;

/** Its confidence is that of all detectors being wrong at once, taken from 1. */
function eventOf({ startMs, endMs }: Span, mode: SoundEvent['mode'], all: readonly FoundSound[]): SoundEvent {
  const found = all.filter((one) => overlaps(one, { startMs, endMs }));
  const evidence = [...new Set(found.map(({ by }) => by))];
  const best = (by: string) => Math.max(...found.filter((one) => one.by === by).map(({ score }) => score));
  const scores = evidence.map(best).sort((a, b) => b - a);
  const confidence = 1 - scores.reduce((doubt, score) => doubt * (1 - score), 1);
  const isCertain = (scores[1] ?? 0) >= leastSecond && !found.some((one) => one.doubted);
  return {
    startMs,
    endMs,
    kind: 'unknown',
    mode,
    confidence: isCertain ? confidence : Math.min(mostAlone, confidence),
    evidence,
  };
}
