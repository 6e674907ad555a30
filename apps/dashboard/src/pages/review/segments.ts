import type { CutView, TranscriptView, Word } from '#contracts';

/** A run of words that share a fate: plain, or taken by one cut. Indices into the transcript, end exclusive. */
export interface Segment {
  start: number;
  end: number;
  /** null for plain words. A cut of sound alone has `start === end`: it stands between two words. */
  cut: CutView | null;
}

export interface ParagraphPart {
  start: number;
  end: number;
  startMs: number;
  speaker: string | undefined;
  segments: Segment[];
}

/** Where a cut stands in the text: its own words, or the gap before the next word. */
function place(cut: CutView, words: readonly Word[]): Segment {
  if (cut.words) return { ...cut.words, cut };
  const next = words.findIndex(({ startMs }) => startMs >= cut.startMs);
  const at = next === -1 ? words.length : next;
  return { start: at, end: at, cut };
}

/** The stretch from `start` to `end` as plain words and cuts. Where cuts overlap, the earlier one shows. */
function segmentsOf(placed: readonly Segment[], start: number, end: number, isLast: boolean): Segment[] {
  const segments: Segment[] = [];
  let at = start;
  for (const mark of placed) {
    const from = Math.max(mark.start, at);
    const to = Math.min(mark.end, end);
    const isSound = mark.start === mark.end;
    const isHere = isSound
      ? mark.start >= at && (mark.start < end || (isLast && mark.start === end))
      : from < to;
    if (!isHere) continue;
    if (from > at) segments.push({ start: at, end: from, cut: null });
    segments.push({ start: from, end: to, cut: mark.cut });
    at = to;
  }
  if (at < end) segments.push({ start: at, end, cut: null });
  return segments;
}

/** The transcript as it is shown: paragraphs of plain words and cuts. */
export function paragraphParts(
  { words, paragraphs }: TranscriptView,
  cuts: readonly CutView[],
): ParagraphPart[] {
  const placed = cuts.map((cut) => place(cut, words)).toSorted((a, b) => a.start - b.start || a.end - b.end);
  const starts = paragraphs.length > 0 ? paragraphs : words.length > 0 ? [0] : [];
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? words.length;
    return {
      start,
      end,
      startMs: words[start]?.startMs ?? 0,
      speaker: words[start]?.speaker,
      segments: segmentsOf(placed, start, end, index === starts.length - 1),
    };
  });
}

/** The index of the word that is being said at `ms`, or of the last one before it; -1 before the first. */
export function wordAt(words: readonly Word[], ms: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.startMs ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
