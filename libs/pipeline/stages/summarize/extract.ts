import type { Sentence } from '#contracts';
import { dot, unpackVector } from '#language';

/** Sentences shorter or longer than this do not stand on their own (llm-engines.md §3). */
const MIN_WORDS = 9;
const MAX_WORDS = 45;
/** Sentences that lean on what was said before: they start with a pronoun or a conjunction. */
const leans =
  /^(he|she|it|they|this|that|these|those|there|his|her|its|their|and|but|or|so|because|also|then|which|who|yeah|yes|no|okay|ok|well|like|right|now|oh|um|uh)\b/i;

/** Cosine above which two sentences speak of the same (llm-engines.md §3). */
const KINSHIP = 0.2;
const ROUNDS = 30;
const DAMPING = 0.85;
/** Weight of importance against novelty in the choice (maximal marginal relevance). */
const IMPORTANCE = 0.6;

export interface Ranked {
  sentence: Sentence;
  vector: Float32Array;
  /** TextRank, 1 for the most central sentence. */
  rank: number;
}

/** True for a sentence that a reader understands without the one before. */
export function standsAlone(text: string): boolean {
  const words = text.split(/\s+/u).length;
  return words >= MIN_WORDS && words <= MAX_WORDS && !leans.test(text);
}

/** TextRank (Mihalcea & Tarau 2004) over the cosines of sentence vectors, best first. */
export function rankSentences(sentences: Sentence[]): Ranked[] {
  const vectors = sentences.map(({ vector }) => unpackVector(vector));
  const links = vectors.map((a, i) =>
    vectors.flatMap((b, j) => {
      const weight = i === j ? 0 : dot(a, b);
      return weight > KINSHIP ? [{ j, weight }] : [];
    }),
  );
  const strength = links.map((list) => list.reduce((sum, { weight }) => sum + weight, 0) || 1);
  let rank = new Float64Array(sentences.length).fill(1);
  for (let round = 0; round < ROUNDS; round++)
    rank = Float64Array.from(
      links,
      (list) =>
        1 -
        DAMPING +
        DAMPING * list.reduce((sum, { j, weight }) => sum + (weight / strength[j]!) * rank[j]!, 0),
    );
  const top = Math.max(...rank, 1e-9);
  return sentences
    .map((sentence, i) => ({ sentence, vector: vectors[i]!, rank: rank[i]! / top }))
    .sort((a, b) => b.rank - a.rank);
}

/** The best `count` that are not too like each other, best first. */
export function pickDiverse(ranked: Ranked[], count: number): Ranked[] {
  const picked: Ranked[] = [];
  const pool = [...ranked];
  while (picked.length < count && pool.length > 0) {
    let best = 0;
    let bestWorth = -Infinity;
    pool.forEach((candidate, i) => {
      const likeness = picked.reduce((most, { vector }) => Math.max(most, dot(vector, candidate.vector)), 0);
      const worth = IMPORTANCE * candidate.rank - (1 - IMPORTANCE) * likeness;
      if (worth > bestWorth) {
        best = i;
        bestWorth = worth;
      }
    });
    picked.push(...pool.splice(best, 1));
  }
  return picked;
}
