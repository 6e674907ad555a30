import type { Sentence } from '#contracts';
import { boundaryFeatures } from './features.js';
import { bestSegmentation } from './segmentation.js';
import { boundaryWeights } from './weights.js';

/** Chapters shorter than this are noise in a podcast app's list. */
const SHORTEST_MS = 10_000;
/** No chapter is shorter than this part of a typical one. */
const SHORTEST_PART = 1 / 4;

/** Long shows have more chapters, not longer ones: a talk of 78 minutes has about 16. */
const LONGEST_TYPICAL_MS = 280_000;
/** In a minute of speech two chapters are plenty. */
const SHORTEST_TYPICAL_MS = 30_000;

/**
 * How long a chapter of an episode of this length tends to be: 40 s in 4 minutes, 3½ minutes in 40, and never above 4:40 (a
 * power law with exponent .72, through the means of the synthetic episodes and of the long shows of the development data).
 */
export const typicalChapterMs = (durationMs: number): number =>
  Math.max(SHORTEST_TYPICAL_MS, Math.min(LONGEST_TYPICAL_MS, 40_000 * (durationMs / 237_000) ** 0.72));

/** A boundary that is off by less than this is as good as the true one. */
const toleranceMs = (typicalMs: number) => Math.min(12_000, typicalMs / 12);
/** The chance of a true boundary within the tolerance above which one is worth setting. */
const WORTH_SETTING = 0.2;
const GAIN = 3;
/** What the best sentence of a neighbourhood has above the others. */
const GAIN_EXACT = 1;

/** Probability that a chapter starts at each sentence: a logistic model on its features, trained by train.ts. */
export function boundaryProbabilities(sentences: Sentence[], typicalMs: number): number[] {
  const { bias, weights } = boundaryWeights;
  const durationMs = sentences.at(-1)?.endMs ?? 0;
  const offset = priorLogOdds(sentences.length, durationMs, typicalMs);
  return boundaryFeatures(sentences, typicalMs).map((features, i) => {
    if (i === 0) return 0;
    const logit = features.reduce((sum, value, f) => sum + value * weights[f]!, bias + offset);
    return 1 / (1 + Math.exp(-logit));
  });
}

/** What one sentence among so many has for itself before anything is known of it. */
export const priorLogOdds = (sentences: number, durationMs: number, typicalMs: number): number =>
  Math.log(Math.min(0.5, durationMs / sentences / typicalMs));

export interface HandMade {
  /** Sentences at which the host has put a chapter. */
  fixed: number[];
  /** Sentences at which the host wants none. */
  refused: ReadonlySet<number>;
}

/**
 * Sentences at which chapters start, ascending, the first 0; none without sentences. How many there are follows from the text.
 */
export function findBoundaries(
  sentences: Sentence[],
  { fixed, refused }: HandMade = { fixed: [], refused: new Set() },
): number[] {
  const durationMs = sentences.at(-1)?.endMs ?? 0;
  const typicalMs = typicalChapterMs(durationMs);
  const probabilities = boundaryProbabilities(sentences, typicalMs);
  const startMs = sentences.map((sentence) => sentence.startMs);
  const gains = gainsOf(probabilities, startMs, toleranceMs(typicalMs)).map((gain, i) =>
    refused.has(i) ? -Infinity : gain,
  );
  const minMs = Math.max(SHORTEST_MS, typicalMs * SHORTEST_PART);
  return bestSegmentation({ startMs, durationMs }, { gains, typicalMs, minMs, fixed });
}

/** Worth of a boundary at each sentence: the probability mass near it, less what makes one worth setting. */
export function gainsOf(probabilities: number[], startMs: number[], tolerance: number): number[] {
  return probabilities.map((own, i) => {
    let near = own;
    for (let j = i - 1; j >= 0 && startMs[i]! - startMs[j]! <= tolerance; j--) near += probabilities[j]!;
    for (let j = i + 1; j < startMs.length && startMs[j]! - startMs[i]! <= tolerance; j++)
      near += probabilities[j]!;
    return (near - WORTH_SETTING) * GAIN + own * GAIN_EXACT;
  });
}
