import type { Embedder } from '#language';
import { likelihood } from '../../logistic.js';
import { languageOf } from './languages/index.js';
import type { InterruptionRules } from './languages/language-rules.js';
import { type Reading, sayingWithCommas, type WordRange } from './reading.js';
import { talkWeights } from './talk-weights.js';

/** Meaning is 384 small numbers; so they weigh as much as one sign when they are made larger. */
const vectorScale = 8;
const mostSigns = 5;

export interface SignsOfTalk {
  /** All signs of talk about an interruption, less those against it. */
  score: number;
  against: number;
  names: boolean;
  acts: boolean;
}

/** What the words alone say, by the language's list of signs. */
export function signsOfTalk(said: string, rules: InterruptionRules): SignsOfTalk {
  const signs = rules.signs.filter((sign) => sign.says.test(said));
  const guards = rules.guards.filter((guard) => guard.says.test(said));
  const sum = (all: readonly { weight: number }[]) => all.reduce((total, { weight }) => total + weight, 0);
  return {
    score: sum(signs) - sum(guards),
    against: sum(guards),
    names: signs.some(({ tells }) => tells === 'names' || tells === 'both'),
    acts: signs.some(({ tells }) => tells === 'acts' || tells === 'both'),
  };
}

/** What the classifier weighs: what a clause means, what signs stand in it, and how long it is. */
export function talkFeatures(vector: ArrayLike<number>, said: string, rules: InterruptionRules): number[] {
  const { score, against, names, acts } = signsOfTalk(said, rules);
  const words = said.split(' ').length;
  return [
    ...Array.from(vector, (value) => value * vectorScale),
    Math.max(-mostSigns, Math.min(mostSigns, score)),
    against,
    names ? 1 : 0,
    acts ? 1 : 0,
    Math.log2(words) - 3,
  ];
}

/** How likely a clause is talk about an interruption, by its text; only for clauses that were asked about. */
export type TalkLikelihood = ReadonlyMap<string, number>;

export const textOf = ({ words }: Pick<Reading, 'words'>, { start, end }: WordRange) =>
  words
    .slice(start, end)
    .map(({ text }) => text)
    .join(' ');

/**
 * Weighs clauses by a small logistic model over MiniLM vectors and the list of signs (training/train-talk.ts). English
 * only, as the vectors are.
 * @throws Failure `resource` when the embedding model is missing or dies
 */
export async function weighTalk(
  reading: Reading,
  clauses: readonly WordRange[],
  embedder: Pick<Embedder, 'embed'>,
  signal?: AbortSignal,
): Promise<TalkLikelihood> {
  if (clauses.length === 0) return new Map();
  const rules = languageOf(reading.language).interruption;
  const vectors = await embedder.embed(
    clauses.map((clause) => textOf(reading, clause)),
    signal,
  );
  return new Map(
    clauses.map((clause, n) => {
      const features = talkFeatures(vectors[n]!, sayingWithCommas(reading.words, clause), rules);
      return [textOf(reading, clause), likelihood(talkWeights, features)] as const;
    }),
  );
}
