/** What is to be cut into chapters: `n` sentences and their times. */
export interface Course {
  startMs: number[];
  durationMs: number;
}

export interface SegmentationOptions {
  /** Gain of a chapter starting at sentence i (log odds); index 0 is ignored. */
  gains: number[];
  /** Length that chapters of this episode are expected to have. */
  typicalMs: number;
  minMs: number;
  /** Sentences at which a chapter must start. */
  fixed: number[];
}

/** Spread of the log-normal length prior: chapters of one show differ by a factor of two either way. */
const LENGTH_SIGMA = 0.7;
/** Weight of one chapter's length against its boundary's gain (leave-one-out over the development episodes: 1 to 3 alike). */
const LENGTH_WEIGHT = 2;
/** No chapter is longer than this many typical ones, which also bounds the search. */
const MAX_TYPICAL = 5;

/**
 * The best set of chapter starts: the largest sum of gains and of length log-likelihoods, by dynamic programming over
 * sentences. How many there are follows from the same sum.
 *
 * @returns sentence indices, ascending, the first 0; empty without sentences. Fixed starts are always among them; others
 * keep `minMs` from each other, from the fixed ones and from the end.
 */
export function bestSegmentation({ startMs, durationMs }: Course, options: SegmentationOptions): number[] {
  const n = startMs.length;
  if (n === 0) return [];
  const fixed = new Set(options.fixed.filter((i) => i > 0 && i < n));
  const best = new Float64Array(n + 1).fill(-Infinity);
  const from = new Int32Array(n + 1).fill(-1);
  best[0] = 0;
  const time = (i: number) => (i === 0 ? 0 : i === n ? durationMs : startMs[i]!);

  for (let end = 1; end <= n; end++) {
    const gain = end === n ? 0 : options.gains[end]!;
    for (let start = end - 1; start >= 0; start--) {
      const lengthMs = time(end) - time(start);
      const forced = fixed.has(end) || end === n;
      const tooShort = lengthMs < options.minMs && !(forced && (fixed.has(start) || start === 0));
      const total = best[start]! + gain + LENGTH_WEIGHT * lengthLogLikelihood(lengthMs, options.typicalMs);
      if (!tooShort && total > best[end]!) {
        best[end] = total;
        from[end] = start;
      }
      const tooLong = lengthMs > MAX_TYPICAL * options.typicalMs && from[end]! >= 0;
      if (fixed.has(start) || tooLong) break;
    }
  }
  const starts: number[] = [];
  for (let i = from[n]!; i >= 0; i = from[i]!) starts.unshift(i);
  return starts;
}

function lengthLogLikelihood(lengthMs: number, typicalMs: number): number {
  const z = Math.log(Math.max(1, lengthMs) / typicalMs) / LENGTH_SIGMA;
  return -0.5 * z * z;
}
