import { unpackVector } from '#language';
import { LIKE_AN_ORDER, orderLikeness } from './order-likeness.js';
import { suspectPhrases, suspectPhrasesElsewhere } from './suspect-phrases.js';
import { windowsOf } from './windows.js';

/** A sentence, and its meaning where that is known. */
export interface Heard {
  text: string;
  /** A packed vector, as tokens have it. */
  vector?: string;
}

/** An order is prepared in the sentence before and carried on in those after. */
const BEFORE = 1;
const AFTER = 2;

/** Marks with which words are broken up unseen, and letters of other alphabets that look like Latin ones. */
const invisible = /\p{Cf}|\u034F|\uFE0F/gu;
const lookAlikes = new Map(
  Object.entries({
    а: 'a',
    е: 'e',
    о: 'o',
    р: 'p',
    с: 'c',
    у: 'y',
    х: 'x',
    і: 'i',
    ѕ: 's',
    ο: 'o',
    α: 'a',
    ε: 'e',
    ι: 'i',
    ν: 'v',
  }),
);

/**
 * Indices of sentences that speak to a machine instead of to listeners, by a known phrase or because they are like known
 * orders, and of their neighbours. What stands there proves
 * nothing that is written about the episode. It catches the ways that are known; what it misses is still held by the
 * rules that need no recognition: no address but the host's, nothing that was not said, no tool with an effect.
 */
export function suspectSentences(sentences: readonly Heard[]): Set<number> {
  const found = new Set<number>();
  sentences.forEach((sentence, i) => {
    if (!speaksToMachine(sentence.text) && !isLikeAnOrder(sentence)) return;
    for (let n = Math.max(0, i - BEFORE); n <= Math.min(sentences.length - 1, i + AFTER); n++) found.add(n);
  });
  return found;
}

const isLikeAnOrder = ({ text, vector }: Heard): boolean =>
  vector !== undefined && orderLikeness(text, unpackVector(vector)) > LIKE_AN_ORDER;

export function speaksToMachine(sentence: string): boolean {
  const seen = sentence.normalize('NFKC').replace(invisible, '').replace(/’/gu, "'").replaceAll('_', ' ');
  return windowsOf(seen).some((part) => {
    const inLatin = latin(part);
    return (
      suspectPhrases.some((phrase) => phrase.test(part) || phrase.test(inLatin)) ||
      suspectPhrasesElsewhere.some((phrase) => phrase.test(part))
    );
  });
}

const latin = (text: string) =>
  [...text.toLowerCase()].map((letter) => lookAlikes.get(letter) ?? letter).join('');
