import { soundDistance, soundOf } from './sound.js';
import { type Form, isCompound, lettersOf, spokenWords, type Terms } from './terms.js';

/** Words that join sentences: a name split in two by the engine is split into words of its own. */
const joining: Record<string, Set<string>> = {
  en: new Set(
    "and or but the to of in on at by for from with we i you he she it they is was be are this that as so if up out not we're i've it's".split(
      ' ',
    ),
  ),
};

/** Words `from` to `to` (exclusive) are to be written `right`; empty where they are right already. */
export interface Correction {
  from: number;
  to: number;
  right: string;
  /** The glossary's term that says so. */
  term: string;
  rule: 'sounds like' | 'spelling' | 'sound' | 'phrase';
  confidence: number;
}

/** A term may have been heard as this many words more than it has. */
const splitInto = 2;
const longestWindow = 5;
/** Sounds shorter than this are too easily like another word. */
const shortestSound = 4;
const shortSound = 7;
/**
 * Largest distances that are believed: of whole sounds, and of consonants alone, without an ending that both share.
 * Tuned so that 95,000 words of other people's shows stay as they are.
 */
const farthest = 0.2;
const farthestWhenShort = 0.1;
const farthestConsonants = 0.34;
/** Everyday words together must say a name nearly exactly. */
const farthestWhenCommon = 0.15;
/** A term that is said rightly elsewhere in the episode, or names a speaker, is expected. */
const expectedBonus = 0.08;
/** "DDo" is no word at all. */
const farthestForScrap = 0.33;
const scrap = /^\p{Lu}\p{Lu}\p{Ll}+$/u;
const farthestInPhrase = 0.35;
const shortestPhraseWord = 5;
/** What is left of a prefix that was heard as a word: "D duping", "do duping". */
const longestBrokenPart = 2;

interface Reading {
  texts: string[];
  language: string;
  terms: Terms;
  isCommon(word: string): boolean;
  sound(word: string): string;
  /** Terms said rightly somewhere, by letters. */
  expected: Set<string>;
}

/** Finds what should be written otherwise, in order, not overlapping: the surest first, and what is right stays. */
export function findCorrections(
  texts: string[],
  terms: Terms,
  language: string,
  isCommon: (word: string) => boolean,
  speakers: string[] = [],
): Correction[] {
  const heardNames = [...texts, ...speakers.flatMap(spokenWords)].map(lettersOf);
  const reading: Reading = {
    texts: texts.map(withoutSigns),
    language,
    terms,
    isCommon: remembering(isCommon),
    sound: remembering((word: string) => soundOf(word, language)),
    expected: new Set(heardNames.filter((letters) => terms.spelled.has(letters))),
  };
  const found: Correction[] = [];
  for (let from = 0; from < texts.length; from++)
    for (let to = from + 1; to <= Math.min(from + longestWindow, texts.length); to++) {
      const correction =
        asSaid(reading, from, to) ??
        asSpelled(reading, from, to) ??
        asPhrase(reading, from, to) ??
        asSound(reading, from, to);
      if (correction) found.push(correction);
      if (/[.?!;:,]["”’)]?$/.test(texts[to - 1]!)) break;
    }
  return surest(found, texts.length);
}

function surest(found: Correction[], words: number): Correction[] {
  const taken = new Uint8Array(words);
  const byTrust = (a: Correction, b: Correction) =>
    b.confidence - a.confidence || b.to - b.from - (a.to - a.from);
  const kept = found.sort(byTrust).filter(({ from, to }) => {
    if (taken.subarray(from, to).includes(1)) return false;
    taken.fill(1, from, to);
    return true;
  });
  return kept.filter(({ right }) => right !== '').sort((a, b) => a.from - b.from);
}

const articles = new Set(['the', 'a', 'an']);

function asSaid({ texts, terms }: Reading, from: number, to: number): Correction | null {
  const hit = terms.said.get(texts.slice(from, to).join(' ').toLowerCase());
  if (!hit || (hit.afterArticle && !articles.has((texts[from - 1] ?? '').toLowerCase()))) return null;
  const { written: right, term } = hit;
  return { from, to, right, term, rule: 'sounds like', confidence: hit.afterArticle ? 0.75 : 0.95 };
}

/**
 * The same letters: then blanks, hyphens and capitals inside are put right. A capital at the front or an apostrophe
 * alone is the writer's choice, and everyday words that only happen to join ("met a") stay.
 */
function asSpelled(reading: Reading, from: number, to: number): Correction | null {
  const { texts, terms } = reading;
  const heard = texts.slice(from, to);
  const form = terms.spelled.get(lettersOf(heard.join('')));
  if (!form) return null;
  const plain = (text: string) => text.toLowerCase().replace(/['’]/g, '');
  const isRight =
    plain(heard.join(' ')) === plain(form.written) && !(isCompound(form) && heard.join(' ') !== form.written);
  const happens =
    heard.length > form.words.length &&
    (form.learned || !isCompound(form)) &&
    !heard.some((word) => isUnusual(reading, word));
  if (happens) return null;
  const { term, written } = form;
  return { from, to, term, right: isRight ? '' : written, rule: 'spelling', confidence: isRight ? 1 : 0.97 };
}

/** A term of several words of which all but one were heard right. */
function asPhrase({ texts, terms, sound }: Reading, from: number, to: number): Correction | null {
  const words = spokenWords(texts.slice(from, to).join(' '));
  for (const form of terms.phrases.get(words.length) ?? []) {
    const [at, another] = words.flatMap((word, i) => (word === form.words[i] ? [] : [i]));
    if (form.learned || at === undefined || another !== undefined) continue;
    const [heard, meant] = [words[at]!, form.words[at]!];
    if (Math.min(heard.length, meant.length) < shortestPhraseWord || meant.startsWith(heard)) continue;
    const begins = heard[0] === meant[0] || words.length > 2;
    const distance = soundDistance(sound(heard), sound(meant));
    if (begins && distance <= farthestInPhrase)
      return { from, to, right: form.written, term: form.term, rule: 'phrase', confidence: 0.9 - distance };
  }
  return null;
}

/** Words that sound like a term. One of them is no everyday word, or the term is a compound of what they say. */
function asSound(reading: Reading, from: number, to: number): Correction | null {
  const words = reading.texts.slice(from, to);
  if (words.length > 1 && words.some((word, i) => joins(reading, word, i))) return null;
  const heard = words
    .map(reading.sound)
    .join('')
    .replace(/(.)\1+/g, '$1');
  const unusual = words.some((word) => isUnusual(reading, word));
  const exact =
    words.length > 1 && heard.length > shortestSound ? reading.terms.bySound.get(heard) : undefined;
  if (exact && !words.includes('') && (unusual || !exact.learned))
    return { from, to, right: exact.written, term: exact.term, rule: 'sound', confidence: 0.9 };
  let best: Correction | null = null;
  for (const form of unusual ? reading.terms.forms : reading.terms.compounds) {
    const distance = believedDistance(reading, form, words, heard, unusual);
    if (distance === null) continue;
    const confidence = 0.9 - distance;
    if (!best || confidence > best.confidence)
      best = { from, to, right: form.written, term: form.term, rule: 'sound', confidence };
  }
  return best;
}

function believedDistance(
  { isCommon, expected }: Reading,
  form: Form,
  words: string[],
  heard: string,
  unusual: boolean,
): number | null {
  if (form.sound.length < shortestSound || Math.abs(heard.length - form.sound.length) > 2) return null;
  if (words.length > form.words.length + splitInto || words.length < form.words.length) return null;
  if (!unusual && (form.learned || words.length < 2 || isCommon(form.letters))) return null;
  if (words.length === 1 && isVowel(heard[0]!) !== isVowel(form.sound[0]!)) return null;
  if (saysMore(form, words)) return null;
  if (form.isName && !isExpected(form, expected)) return null;
  const isScrap = words.length === 1 && scrap.test(words[0]!);
  if (isScrap && form.penalty > 0) return null;
  const bonus = unusual && isExpected(form, expected) ? expectedBonus : 0;
  const usual = form.learned || form.sound.length < shortSound ? farthestWhenShort : farthest;
  const limit = isScrap ? farthestForScrap : usual + bonus;
  const distance = soundDistance(heard, form.sound, limit);
  if (distance > limit) return null;
  const consonants = consonantDistance(heard, form.sound);
  return consonants <= (unusual ? farthestConsonants : farthestWhenCommon) ? distance + form.penalty : null;
}

/** "(line) duplication" is a word of its own beside "deduplication"; "D duplication" and "do duping" are not. */
function saysMore(form: Form, words: string[]): boolean {
  const before = words.slice(0, -1).join('');
  const isOwnWord = !isCompound(form) && form.letters.endsWith(lettersOf(words.at(-1)!));
  return isOwnWord && (words.length === 1 || before.length > longestBrokenPart);
}

const isExpected = ({ letters, words }: Form, expected: Set<string>) =>
  expected.has(letters) || (words.length === 1 && expected.has(lettersOf(words[0]!.replace(/['’]s$/, ''))));

/** "a" may be the beginning of a name ("a kneeling"), but only its beginning, and only before a rare word. */
function joins({ language }: Reading, word: string, at: number): boolean {
  const text = word.toLowerCase();
  if (text === 'a' || text === 'an') return at > 0;
  return /['’](?!s$)/.test(text) || (joining[language]?.has(text) ?? false);
}

const isVowel = (sound: string) => /[aeiouy]/.test(sound);
const endings = /(ing|Sn|s|d)$/;

function consonantDistance(a: string, b: string): number {
  const shared = endings.exec(a)?.[0] === endings.exec(b)?.[0];
  const [x, y] = [a, b].map((sound) =>
    (shared ? sound.replace(endings, '') : sound).replace(/[aeiouy]/g, ''),
  );
  return soundDistance(x!, y!);
}

/** Not an everyday word: rare, a lone letter other than a and I, or "DDo". Abbreviations are what they are. */
function isUnusual({ isCommon }: Reading, word: string): boolean {
  if (/^[B-HJ-Z]$/.test(word) || scrap.test(word)) return true;
  const stem = word.replace(/['’]s$/, '');
  const isAbbreviation = /\p{Lu}{2}/u.test(stem) || !/[aeiouyà-ÿ]/i.test(stem);
  return /\p{L}/u.test(stem) && !isAbbreviation && !isCommon(stem);
}

const withoutSigns = (text: string) => text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

function remembering<T>(look: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const seen = known.get(word);
    if (seen !== undefined) return seen;
    const value = look(word);
    known.set(word, value);
    return value;
  };
}
