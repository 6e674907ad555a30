import type { KnownWords } from './common-words.js';
import type { Form, Terms } from './terms.js';

/** Words `from` to `to` (exclusive) are to be written `right`; empty where they are right already. */
export interface Correction {
  from: number;
  to: number;
  right: string;
  /** The glossary's term that says so. */
  term: string;
  rule: 'sounds like' | 'spelling' | 'sound' | 'phrase' | 'context';
  confidence: number;
}

/** A text that is read with a glossary at hand. */
export interface Reading extends KnownWords {
  texts: string[];
  language: string;
  terms: Terms;
  sound(word: string): string;
  /** Terms said rightly somewhere, by letters. */
  expected: Set<string>;
}

/** Words that join sentences: a name split in two by the engine is split into words of its own. */
const joining: Record<string, Set<string>> = {
  en: new Set(
    "and or but the to of in on at by for from with we i you he she it they is was be are this that as so if up out not us me my your our like we're i've it's".split(
      ' ',
    ),
  ),
};

/** "a" may be the beginning of a name ("a kneeling"), but only its beginning, and only before a rare word. */
export function joins({ language }: Reading, word: string, at: number): boolean {
  const text = word.toLowerCase();
  if (text === 'a' || text === 'an') return at > 0;
  return /['’](?!s$)/.test(text) || (joining[language]?.has(text) ?? false);
}

/** "DDo" is no word at all. */
export const scrap = /^\p{Lu}\p{Lu}\p{Ll}+$/u;

/** How unusual a word is. Abbreviations and addresses are what they are; a lone letter other than a and I is not. */
export function rarityOf(reading: Reading, word: string) {
  if (/^[B-HJ-Z]$/.test(word) || scrap.test(word)) return 'rare';
  const stem = word.replace(/['’]s$/, '');
  const isAbbreviation = /\p{Lu}{2}/u.test(stem) || !/[aeiouyà-ÿ]/i.test(stem);
  if (!/\p{L}/u.test(stem) || isAbbreviation || /\p{L}\.\p{L}/u.test(stem)) return 'everyday';
  return reading.rarity(stem);
}

/** A term that is said rightly elsewhere in the episode, or names a speaker, is expected. */
export const isExpected = ({ letters, words }: Form, expected: Set<string>): boolean =>
  expected.has(letters) || (words.length === 1 && expected.has(lettersBefore(words[0]!)));
const lettersBefore = (word: string) => word.replace(/['’]?s$/, '').replace(/[^\p{L}\p{N}]/gu, '');

const inflections = /^(e?s|e?d|ing|e?rs?|y|e|i[sz](e|ed|ing))?$/;

/** Whether two words are one in different forms: "loaded" and "loading". */
export function isSameStem(a: string, b: string): boolean {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return shared > 2 && inflections.test(a.slice(shared)) && inflections.test(b.slice(shared));
}
