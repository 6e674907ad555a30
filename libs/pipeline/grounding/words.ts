import { isStopWord } from '#language';

/** Letters and digits in lower case, one blank between words; marks that cannot be seen are gone. */
export const normalised = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}|[’']/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

/** Scripts that put no blank between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{2,}/u;

/** Words, in order; of scripts without blanks every pair of neighbouring letters. */
export const wordsIn = (text: string): string[] =>
  normalised(text)
    .split(' ')
    .flatMap((word) => (unspaced.test(word) ? pairs(word) : word || []));

const pairs = (run: string): string[] => {
  const letters = [...run];
  return letters.slice(1).map((letter, i) => letters[i]! + letter);
};

/** Enough of a word to know it in another form: "explain", "explains", "explained". */
export const stem = (word: string): string => word.slice(0, Math.max(4, word.length - 3));

/** True for words that say something: in languages whose function words are not listed, those of four letters or more. */
export const isContent = (word: string, language: string): boolean =>
  !isStopWord(word) && (language.startsWith('en') || word.length > 3 || unspaced.test(word));
