import { setImmediate } from 'node:timers/promises';
import type { Sentence } from '#contracts';
import { dot, unpackVector } from '#language';

/** Sentences shorter or longer than this do not stand on their own (llm-engines.md §3). */
const MIN_WORDS = 9;
const MAX_WORDS = 45;
/** Sentences that lean on what was said before: they start with a pronoun or a conjunction. */
const leans =
  /^(he|she|it|they|this|that|these|those|there|his|her|its|their|and|but|or|so|because|also|then|which|who|yeah|yes|no|okay|ok|well|like|right|now|oh|um|uh|i mean|i know|i think|i guess|if i|you know|for example|again)\b/i;

/** Cosine above which two sentences speak of the same (llm-engines.md §3). */
const KINSHIP = 0.2;
const ROUNDS = 30;
const DAMPING = 0.85;
/** Weight of importance against novelty in the choice (maximal marginal relevance). */
const IMPORTANCE = 0.6;

export interface Ranked {
  sentence: Sentence;
  vector: Float32Array;
  /** How central it is to its chapter (TextRank), more so the more of the episode's key phrases it holds; 0 to 1. */
  rank: number;
}

/** True for a whole statement that a reader understands without the sentence before. */
export function standsAlone(text: string): boolean {
  const words = text.split(/\s+/u).length;
  return words >= MIN_WORDS && words <= MAX_WORDS && !leans.test(text) && /^[^\p{Ll}].*[.!…]$/u.test(text);
}

/** At most so many sentences are compared with each other: the work grows with the square. */
const MAX_COMPARED = 200;

/**
 * TextRank (Mihalcea & Tarau 2004) over the cosines of sentence vectors, within each chapter, so that every part of the
 * episode has its own best; best first. Gives way to the event loop between chapters.
 *
 * @param starts index of each chapter's first sentence, ascending
 */
export async function rankSentences(
  sentences: Sentence[],
  starts: number[],
  keyPhrases: string[] = [],
): Promise<Ranked[]> {
  const ranked: Ranked[] = [];
  const phrases = keyPhrases.map((phrase) => phrase.toLowerCase());
  for (const [c, start] of starts.entries()) {
    const end = starts[c + 1] ?? sentences.length;
    for (let first = start; first < end; first += MAX_COMPARED) {
      ranked.push(...rankTogether(sentences.slice(first, Math.min(end, first + MAX_COMPARED))));
      await setImmediate();
    }
  }
  const weighted = ranked.map((one) => ({ ...one, rank: one.rank * weightOf(one.sentence.text, phrases) }));
  return weighted.sort((a, b) => b.rank - a.rank);
}

/** Talk about nothing is central to much talk: a sentence counts half unless it holds key phrases, and fully with three. */
function weightOf(text: string, phrases: string[]): number {
  const lower = text.toLowerCase();
  const held = phrases.filter((phrase) => lower.includes(phrase)).length;
  return 0.5 + Math.min(3, held) / 6;
}

function rankTogether(sentences: Sentence[]): Ranked[] {
  const n = sentences.length;
  const vectors = sentences.map(({ vector }) => unpackVector(vector));
  const links = new Float32Array(n * n);
  const strength = new Float32Array(n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const likeness = dot(vectors[i]!, vectors[j]!);
      if (likeness <= KINSHIP) continue;
      links[i * n + j] = likeness;
      links[j * n + i] = likeness;
      strength[i]! += likeness;
      strength[j]! += likeness;
    }
  let rank = new Float32Array(n).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    const share = rank.map((value, j) => (strength[j]! > 0 ? value / strength[j]! : 0));
    rank = rank.map((_, i) => {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += links[i * n + j]! * share[j]!;
      return 1 - DAMPING + DAMPING * sum;
    });
  }
  const top = Math.max(...rank, 1e-9);
  return sentences.map((sentence, i) => ({ sentence, vector: vectors[i]!, rank: rank[i]! / top }));
}

/** The best `count` that are not too like each other, best first. */
export function pickDiverse(ranked: Ranked[], count: number): Ranked[] {
  const picked: Ranked[] = [];
  const pool = ranked.slice(0, MAX_COMPARED);
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
