import type { Embedder } from '#language';
import { languageOf } from './languages/index.js';
import type { InterruptionRules } from './languages/language-rules.js';
import { normalise, type Reading, type WordRange } from './reading.js';
import { loadTalkModel, talkLikelihoods, type Utterance } from './talk-model.js';

const mostSigns = 5;
/** Eight words count as neither long nor short. */
const usualWordsLog2 = 3;

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

/** What the classifier compares: what is meant, in which words, with what signs, and how long it is. */
export function utteranceOf(text: string, vector: ArrayLike<number>, rules: InterruptionRules): Utterance {
  const { score, against, names, acts } = signsOfTalk(withCommas(text), rules);
  return {
    vector,
    signs: [
      Math.max(-mostSigns, Math.min(mostSigns, score)),
      against,
      names ? 1 : 0,
      acts ? 1 : 0,
      Math.log2(text.split(' ').length) - usualWordsLog2,
    ],
    grams: gramsOf(text),
  };
}

/** Words, commas and question marks, each alone and with the one before it; a recogniser's full stops say little. */
function gramsOf(text: string): string[] {
  const tokens = ['<', ...(text.toLowerCase().match(/[a-z0-9']+|[?,]/g) ?? [])];
  return [...new Set([...tokens, ...tokens.slice(1).map((token, n) => `${tokens[n]} ${token}`)])];
}

/** As a reading says its words: normal ones, with their commas. */
const withCommas = (text: string) =>
  text
    .split(/\s+/)
    .filter((word) => normalise(word))
    .map((word) => (/[,;:–—]$/.test(word) ? `${normalise(word)} ,` : normalise(word)))
    .join(' ')
    .replace(/ ,$/, '');

/** How likely each clause is talk about an interruption, from 0 to 1, by its text. */
export type TalkLikelihood = ReadonlyMap<string, number>;

export const textOf = ({ words }: Pick<Reading, 'words'>, { start, end }: WordRange) =>
  words
    .slice(start, end)
    .map(({ text }) => text)
    .join(' ');

/**
 * Weighs clauses by their likeness to lines that were learned from (training/train-talk.ts). English only, as the
 * vectors are.
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
  const texts = [...new Set(clauses.map((clause) => textOf(reading, clause)))];
  const vectors = await embedder.embed(texts, signal);
  const likelihoods = talkLikelihoods(
    loadTalkModel(),
    texts.map((text, n) => utteranceOf(text, vectors[n]!, rules)),
  );
  return new Map(texts.map((text, n) => [text, likelihoods[n]!] as const));
}
