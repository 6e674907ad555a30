import type { KnownWords } from './common-words.js';
import { asInContext } from './in-context.js';
import { asSound, asStutter } from './match-sound.js';
import { type Correction, isSameStem, joins, type Reading, rarityOf } from './reading.js';
import { soundDistance, soundOf } from './sound.js';
import { isCompound, lettersOf, spokenWords, type Terms } from './terms.js';

const longestWindow = 5;
/** A term that was put right with this confidence somewhere is expected elsewhere. */
const sureConfidence = 0.8;
/** A part of a name that was heard right does not keep the whole name from being put right: "Richie Vink". */
const rightNameConfidence = 0.8;
/** Largest distance of the one word of a phrase that was heard otherwise; less where the others are as short as "site". */
const farthestInPhrase = 0.35;
const farthestInShortPhrase = 0.2;
const shortestPhraseWord = 5;

/** Finds what should be written otherwise, in order, not overlapping: the surest first, and what is right stays. */
export function findCorrections(
  texts: string[],
  terms: Terms,
  language: string,
  known: KnownWords,
  speakers: string[] = [],
): Correction[] {
  const said = [...texts, ...speakers.flatMap(spokenWords)].map(lettersOf);
  const reading: Reading = {
    texts: texts.map(withoutSigns),
    language,
    terms,
    rarity: remembering(known.rarity),
    isFrequent: known.isFrequent,
    sound: remembering((word: string) => soundOf(word, language)),
    expected: new Set(said.filter((letters) => terms.spelled.has(letters))),
  };
  const first = search(reading, texts);
  const sure = first.filter(({ confidence }) => confidence >= sureConfidence);
  const heard = new Set(sure.map(({ right }) => lettersOf(right)));
  if ([...heard].every((letters) => reading.expected.has(letters))) return first;
  return search({ ...reading, expected: new Set([...reading.expected, ...heard]) }, texts);
}

function search(reading: Reading, texts: string[]): Correction[] {
  const found: Correction[] = [];
  for (let from = 0; from < texts.length; from++)
    for (let to = from + 1; to <= Math.min(from + longestWindow, texts.length); to++) {
      const correction =
        asSaid(reading, from, to) ??
        asSpelled(reading, from, to) ??
        asPhrase(reading, from, to) ??
        asSound(reading, from, to) ??
        asStutter(reading, from, to) ??
        asInContext(reading, from, to);
      if (correction) found.push(correction);
      const isStutter = texts[to - 1] === `${texts[to]},`;
      if (!isStutter && /[.?!;:,]["”’)]?$/.test(texts[to - 1]!)) break;
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
  const said = heard.join(' ');
  const minds = isCompound(form) || /\p{Ll}\p{Lu}/u.test(said);
  const isRight = plain(said) === plain(form.written) && !(minds && said !== form.written);
  const happens =
    heard.length > form.words.length &&
    (form.learned || !isCompound(form) || heard.some((word, i) => joins(reading, word, i))) &&
    !heard.some((word) => rarityOf(reading, word) !== 'everyday');
  if (happens) return null;
  const { term, written } = form;
  const whenRight = form.isName ? rightNameConfidence : 1;
  return {
    from,
    to,
    term,
    right: isRight ? '' : written,
    rule: 'spelling',
    confidence: isRight ? whenRight : 0.97,
  };
}

/** A term of several words of which all but one were heard right. */
function asPhrase({ texts, terms, sound }: Reading, from: number, to: number): Correction | null {
  const words = spokenWords(texts.slice(from, to).join(' '));
  for (const form of terms.phrases.get(words.length) ?? []) {
    const [at, another] = words.flatMap((word, i) => (word === form.words[i] ? [] : [i]));
    if (form.learned || at === undefined || another !== undefined) continue;
    const [heard, meant] = [words[at]!, form.words[at]!];
    if (Math.min(heard.length, meant.length) < shortestPhraseWord) continue;
    if (meant.startsWith(heard) || isSameStem(heard, meant)) continue;
    const begins = heard[0] === meant[0] || words.length > 2;
    const isShort = words.every((word, i) => i === at || word.length < shortestPhraseWord);
    const distance = soundDistance(sound(heard), sound(meant));
    if (begins && distance <= (isShort ? farthestInShortPhrase : farthestInPhrase))
      return { from, to, right: form.written, term: form.term, rule: 'phrase', confidence: 0.9 - distance };
  }
  return null;
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
