import type { CutView, Span } from '#contracts';

/** A stretch of the recording that stays, and where it lands in the published audio. */
export interface Kept extends Span {
  publishedStartMs: number;
}

/** Only these take time out of the recording; a muted or ducked stretch keeps its length. */
export const takesTime = (cut: CutView): boolean => cut.action === 'cut' && isInEffect(cut);

/** Whether a cut is made as things stand. */
export const isInEffect = (cut: Pick<CutView, 'state'>): boolean =>
  cut.state === 'auto' || cut.state === 'accepted';

/** What stays of a recording of `durationMs` when the cuts that are in effect are made; cuts may overlap. */
export function keptSpans(cuts: readonly CutView[], durationMs: number): Kept[] {
  const kept: Kept[] = [];
  let atMs = 0;
  let publishedStartMs = 0;
  const keepUntil = (endMs: number) => {
    if (endMs <= atMs) return;
    kept.push({ startMs: atMs, endMs, publishedStartMs });
    publishedStartMs += endMs - atMs;
  };
  for (const cut of cuts.filter(takesTime).toSorted((a, b) => a.startMs - b.startMs)) {
    keepUntil(Math.min(cut.startMs, durationMs));
    atMs = Math.max(atMs, cut.endMs);
  }
  keepUntil(durationMs);
  return kept;
}

/** Source to published time. A moment that is cut lands on the join. */
export function toPublished(kept: readonly Kept[], sourceMs: number): number {
  const span = kept.findLast(({ startMs }) => startMs <= sourceMs);
  if (!span) return 0;
  return span.publishedStartMs + Math.min(sourceMs, span.endMs) - span.startMs;
}

/** Published to source time. */
export function toSource(kept: readonly Kept[], publishedMs: number): number {
  const span = kept.findLast(({ publishedStartMs }) => publishedStartMs <= publishedMs) ?? kept[0];
  if (!span) return publishedMs;
  return Math.min(span.startMs + publishedMs - span.publishedStartMs, span.endMs);
}

/** The published audio's waveform, taken from the recording's: no audio is decoded for it. */
export function keptPeaks(peaks: readonly number[], peakMs: number, kept: readonly Kept[]): number[] {
  return kept.flatMap(({ startMs, endMs }) =>
    peaks.slice(Math.round(startMs / peakMs), Math.round(endMs / peakMs)),
  );
}
