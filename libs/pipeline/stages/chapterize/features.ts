import type { Sentence } from '#contracts';
import { dot, meanVector, unpackVector } from '#language';

/** Windows before and after a boundary, as parts of a typical chapter. */
const WINDOWS = [1 / 8, 1 / 4, 1 / 2];

/** What speaks for a chapter starting at each sentence; every figure is relative to the episode's own spread. */
export function boundaryFeatures(sentences: Sentence[], typicalMs: number): number[][] {
  const vectors = sentences.map(({ vector }) => unpackVector(vector));
  const shifts = WINDOWS.map((part) => standardised(meaningShift(sentences, vectors, part * typicalMs)));
  const pauses = standardised(sentences.map(({ pauseBeforeMs }) => Math.log(200 + pauseBeforeMs)));
  return sentences.map((sentence, i) => [...shifts.map((shift) => shift[i]!), sentence.cue, pauses[i]!]);
}

/** 1 − cosine of what is said in the window before and after each sentence's start. */
function meaningShift(sentences: Sentence[], vectors: Float32Array[], windowMs: number): number[] {
  return sentences.map(({ startMs }, i) => {
    if (i === 0) return 0;
    let first = i - 1;
    while (first > 0 && startMs - sentences[first]!.startMs < windowMs) first--;
    let end = i + 1;
    while (end < sentences.length && sentences[end]!.startMs - startMs < windowMs) end++;
    return 1 - dot(meanVector(vectors.slice(first, i)), meanVector(vectors.slice(i, end)));
  });
}

/** Zero mean, unit spread. */
function standardised(values: number[]): number[] {
  const mean = values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / Math.max(1, values.length));
  return values.map((value) => (spread > 1e-9 ? (value - mean) / spread : 0));
}
