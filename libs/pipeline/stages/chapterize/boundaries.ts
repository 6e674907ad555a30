import type { Sentence } from '#contracts';
import { boundaryFeatures } from './features.js';
import { bestSegmentation } from './segmentation.js';
import { boundaryWeights } from './weights.js';

/** Chapters shorter than this are noise in a podcast app's list. */
const SHORTEST_MS = 10_000;

/**
 * How long a chapter of an episode of this length tends to be: 40 s in 4 minutes, 3 minutes in 40, 5 in an hour
 * (fitted to the development episodes by hand; a power law with exponent .72).
 */
export const typicalChapterMs = (durationMs: number): number => 40_000 * (durationMs / 237_000) ** 0.72;

/** Log odds that a chapter starts at each sentence. */
export function boundaryGains(sentences: Sentence[], durationMs: number): number[] {
  const { bias, weights } = boundaryWeights;
  return boundaryFeatures(sentences, typicalChapterMs(durationMs)).map((features) =>
    features.reduce((sum, value, f) => sum + value * weights[f]!, bias),
  );
}

/**
 * Sentences at which chapters start, ascending, the first 0; none without sentences.
 *
 * @param fixed sentences at which the host has put a chapter
 */
export function findBoundaries(sentences: Sentence[], fixed: number[] = []): number[] {
  const durationMs = sentences.at(-1)?.endMs ?? 0;
  const typicalMs = typicalChapterMs(durationMs);
  return bestSegmentation(
    { startMs: sentences.map(({ startMs }) => startMs), durationMs },
    {
      gains: boundaryGains(sentences, durationMs),
      typicalMs,
      minMs: Math.max(SHORTEST_MS, typicalMs / 4),
      fixed,
    },
  );
}
