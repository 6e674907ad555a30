import type { Cut, Rendered, Span, Word } from '#contracts';

export type KeptSpan = Rendered['kept'][number];

/** A stretch between two cuts that is shorter than this is heard as a blurp, not as sound (erm, render pipeline). */
export const shortestLeftoverMs = 120;

/** Time that is put into the published audio, such as a message from a sponsor. */
export interface Insert {
  /** Published time before any insert. */
  publishedMs: number;
  durationMs: number;
}

/**
 * The one map between source and published time, exact both ways, in milliseconds. Spans are half-open.
 * A source time inside a cut is published at its splice; a published time at a splice is the source time after the cut.
 */
export class Timeline {
  constructor(
    readonly kept: readonly KeptSpan[],
    readonly sourceDurationMs: number,
    readonly publishedDurationMs: number,
  ) {}

  /** Clamped to the published audio. */
  toPublished(sourceMs: number): number {
    const span = this.kept[lastAtOrBefore(this.kept, sourceMs, startOf)];
    if (!span) return this.kept[0]?.publishedStartMs ?? 0;
    return span.publishedStartMs + (Math.min(sourceMs, span.endMs) - span.startMs);
  }

  /** Clamped to the kept audio. A time inside an insert is the source time of the place it was put. */
  toSource(publishedMs: number): number {
    const span = this.kept[lastAtOrBefore(this.kept, publishedMs, publishedStartOf)];
    if (!span) return this.kept[0]?.startMs ?? 0;
    return Math.min(span.startMs + (publishedMs - span.publishedStartMs), span.endMs);
  }

  /** Whether the sound at this source time is heard. */
  keeps(sourceMs: number): boolean {
    const span = this.kept[lastAtOrBefore(this.kept, sourceMs, startOf)];
    return span !== undefined && sourceMs < span.endMs;
  }

  /** The same audio with further time put in; what follows an insert moves back by its length. */
  withInserts(inserts: readonly Insert[]): Timeline {
    const kept: KeptSpan[] = [];
    const waiting = inserts.toSorted((a, b) => a.publishedMs - b.publishedMs);
    let shiftMs = 0;
    for (const span of this.kept) {
      let rest = span;
      for (let next = waiting[0]; next && next.publishedMs < endOf(rest); next = waiting[0]) {
        const at = Math.max(0, next.publishedMs - rest.publishedStartMs);
        if (at > 0) kept.push(shifted({ ...rest, endMs: rest.startMs + at }, shiftMs));
        rest = { ...rest, startMs: rest.startMs + at, publishedStartMs: rest.publishedStartMs + at };
        shiftMs += next.durationMs;
        waiting.shift();
      }
      kept.push(shifted(rest, shiftMs));
    }
    const atTheEnd = waiting.reduce((sum, insert) => sum + insert.durationMs, 0);
    return new Timeline(kept, this.sourceDurationMs, this.publishedDurationMs + shiftMs + atTheEnd);
  }
}

const startOf = (span: KeptSpan) => span.startMs;
const publishedStartOf = (span: KeptSpan) => span.publishedStartMs;
const endOf = (span: KeptSpan) => span.publishedStartMs + (span.endMs - span.startMs);
const shifted = (span: KeptSpan, byMs: number): KeptSpan => ({
  ...span,
  publishedStartMs: span.publishedStartMs + byMs,
});

/** Index of the last span whose key is at most `value`, or -1. */
function lastAtOrBefore(spans: readonly KeptSpan[], value: number, key: (span: KeptSpan) => number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(spans[middle]!) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whether a cut takes time away: made by the machine or accepted by the host, and neither muted nor ducked. */
export const takesEffect = ({ state }: Pick<Cut, 'state'>): boolean =>
  state === 'auto' || state === 'accepted';

/** Overlapping and touching spans become one; spans are clipped to the recording and empty ones go. In order of start. */
export function mergedSpans(spans: readonly Span[], durationMs: number): Span[] {
  const merged: Span[] = [];
  for (const { startMs, endMs } of spans.toSorted((a, b) => a.startMs - b.startMs)) {
    const end = Math.min(endMs, durationMs);
    if (end <= startMs) continue;
    const last = merged.at(-1);
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, end);
    else merged.push({ startMs, endMs: end });
  }
  return merged;
}

/** Takes short leftovers in which no word lies into the cuts beside them. Words that are cut do not protect. */
function withoutLeftovers(cuts: readonly Span[], durationMs: number, words: readonly Span[]): Span[] {
  const edges: Span[] = [{ startMs: 0, endMs: 0 }, ...cuts, { startMs: durationMs, endMs: durationMs }];
  const leftovers = edges.slice(1).flatMap((cut, index): Span[] => {
    const leftover = { startMs: edges[index]!.endMs, endMs: cut.startMs };
    const ms = leftover.endMs - leftover.startMs;
    return ms > 0 && ms < shortestLeftoverMs && !overlapsAny(words, leftover) ? [leftover] : [];
  });
  return mergedSpans([...cuts, ...leftovers], durationMs);
}

/** Whether a span shares time with any of `spans`, which are in order of start and do not overlap. */
export function overlapsAny(spans: readonly Span[], { startMs, endMs }: Span): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.endMs <= startMs) low = middle + 1;
    else high = middle;
  }
  const first = spans[low];
  return first !== undefined && first.startMs < endMs;
}

/**
 * The source spans that an edit list takes out, merged and clipped.
 * @param words when given, a leftover shorter than `shortestLeftoverMs` with no kept word in it is taken out too;
 *   without them nothing is known about it and it stays
 */
export function removedSpans(cuts: readonly Cut[], durationMs: number, words?: readonly Word[]): Span[] {
  const merged = mergedSpans(
    cuts.filter((cut) => cut.action === 'cut' && takesEffect(cut)),
    durationMs,
  );
  if (!words || merged.length === 0) return merged;
  return withoutLeftovers(merged, durationMs, wordsThatStay(cuts, words));
}

/** A point in time as a span, in ms: far shorter than a sample. */
const aMoment = 1e-3;

/**
 * For each word whether listeners hear it: the one rule for text, chapters, captions and sound. A word goes when a cut
 * or mute that takes effect names it, or when its middle lies in one; what is flagged or ducked stays.
 */
export function wordsHeard(cuts: readonly Cut[], words: readonly Span[]): boolean[] {
  const silencing = cuts.filter((cut) => takesEffect(cut) && (cut.action === 'cut' || cut.action === 'mute'));
  const silent = mergedSpans(silencing, Number.POSITIVE_INFINITY);
  const heard = words.map(({ startMs, endMs }) => {
    const middleMs = (startMs + endMs) / 2;
    return !overlapsAny(silent, { startMs: middleMs, endMs: middleMs + aMoment });
  });
  for (const { words: named } of silencing) if (named) heard.fill(false, named.start, named.end);
  return heard;
}

/** The words of `wordsHeard`. */
export function wordsThatStay<W extends Span>(cuts: readonly Cut[], words: readonly W[]): W[] {
  const heard = wordsHeard(cuts, words);
  return words.filter((_, index) => heard[index]);
}

/** What stays when these spans go. `removed` as `mergedSpans` gives them. */
export function timelineFromRemoved(removed: readonly Span[], durationMs: number): Timeline {
  const kept: KeptSpan[] = [];
  let startMs = 0;
  let publishedStartMs = 0;
  for (const cut of [...removed, { startMs: durationMs, endMs: durationMs }]) {
    if (cut.startMs > startMs) {
      kept.push({ startMs, endMs: cut.startMs, publishedStartMs });
      publishedStartMs += cut.startMs - startMs;
    }
    startMs = cut.endMs;
  }
  return new Timeline(kept, durationMs, publishedStartMs);
}

/** Time as an edit list alone makes it, before boundaries are moved to quiet places in the sound. */
export const timelineFromCuts = (
  cuts: readonly Cut[],
  durationMs: number,
  words?: readonly Word[],
): Timeline => timelineFromRemoved(removedSpans(cuts, durationMs, words), durationMs);

/** Published time of a finished episode: what transcripts, chapters, quotes and soundbites derive from. */
export const publishedTimeline = ({ kept }: Pick<Rendered, 'kept'>): Timeline =>
  timelineFromKept(kept, kept.at(-1)?.endMs ?? 0);

/** Time as the finished audio was made, over a recording of known length. */
export function timelineFromKept(kept: readonly KeptSpan[], sourceDurationMs: number): Timeline {
  const last = kept.at(-1);
  return new Timeline(kept, sourceDurationMs, last ? endOf(last) : 0);
}
