import { join } from 'node:path';
import { modelFolder } from '../engine/model-files.js';
import { Vocabulary } from '../whisper/vocabulary.js';

const tokenFile = 'multilingual.tiktoken';
let vocabulary: Promise<Vocabulary> | undefined;

/** How well a word is known: an everyday one or name, made from everyday ones ("routers", "hometown"), or neither. */
export type Rarity = 'everyday' | 'derived' | 'rare';

export interface KnownWords {
  rarity(word: string): Rarity;
  /** Among the words that nearly every text has. */
  isFrequent(word: string): boolean;
}

/** Tokens are numbered as they were learned, the most frequent first: "part" is 644, "mask" 6,094. */
const frequentTokens = 3_500;
/** Shorter parts join to too many names by chance. */
const shortestPart = 4;
/** English endings, and what stands in their place in the word itself. */
const endings: [RegExp, string[]][] = [
  [/ies$|ied$/, ['y']],
  [/(s|es|ed|d|ing|er|ers|r|rs|ly|y|ize|ized|izing)$/, ['', 'e']],
];

/**
 * Tells how well words are known: the speech model's vocabulary, made from the most frequent pieces of text, has
 * everyday words whole.
 */
export async function knownWords(language: string): Promise<KnownWords> {
  const folder = modelFolder('whisper-base-onnx', [tokenFile]);
  vocabulary ??= Vocabulary.load(join(folder, tokenFile));
  const known = await vocabulary;
  const token = (word: string) => {
    const tokens = known.encode(` ${word}`);
    return tokens.length === 1 ? tokens[0]! : null;
  };
  const small = (word: string) => token(word.toLowerCase());
  const isEveryday = (word: string) => small(word) !== null || token(word) !== null;
  const isDerived = (word: string) =>
    stems(word).some(isEveryday) || halves(word).some((parts) => parts.every((part) => small(part) !== null));
  return {
    rarity: (word) => {
      const stem = word.replace(/['’]s$/, '');
      if (isEveryday(stem)) return 'everyday';
      return language === 'en' && isDerived(stem) ? 'derived' : 'rare';
    },
    isFrequent: (word) => (small(word) ?? Number.POSITIVE_INFINITY) < frequentTokens,
  };
}

/** What a word may be an inflected form of. */
function stems(word: string): string[] {
  return endings.flatMap(([ending, others]) => {
    if (!ending.test(word)) return [];
    const stem = word.replace(ending, '');
    if (stem.length < shortestPart - 1) return [];
    return [...others.map((other) => stem + other), stem.replace(/([^aeiou])\1$/, '$1')];
  });
}

function halves(word: string): [string, string][] {
  const found: [string, string][] = [];
  for (let at = shortestPart; at <= word.length - shortestPart; at++)
    found.push([word.slice(0, at), word.slice(at)]);
  return found;
}

/** Whether every word of a text is an everyday one. */
export async function isOrdinary(text: string): Promise<boolean> {
  const { rarity } = await knownWords('en');
  return text.split(' ').every((word) => rarity(word) === 'everyday');
}
