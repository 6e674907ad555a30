import { type Correction, isExpected, isSameStem, joins, type Reading, rarityOf, scrap } from './reading.js';
import { soundDistance } from './sound.js';
import { type Form, isCompound, lettersOf } from './terms.js';

/** A term may have been heard as this many words more than it has. */
const splitInto = 2;
/** Sounds shorter than this are too easily like another word. */
const shortestSound = 4;
const shortSound = 7;
/**
 * Largest distances that are believed, of whole sounds. Tuned so that 114,000 words of other people's shows stay as they
 * are with 330 terms of other fields; what is changed there are misheard terms.
 */
const farthest = { word: 0.15, words: 0.185, name: 0.2, derived: 0.1, everyday: 0.08, short: 0.05 };
/** Consonants alone, without an ending that both share. */
const farthestConsonants = 0.34;
const expectedBonus = 0.08;
const farthestForScrap = 0.33;
/** Inflected forms are a little less likely than the term itself. */
const inflectedPenalty = 0.03;
/** What is left of a prefix that was heard as a word: "D duping", "do duping". */
const longestBrokenPart = 2;

type Rarity = ReturnType<typeof rarityOf>;

/** Words that sound like a term. One of them is no everyday word, or the term is a compound of what they say. */
export function asSound(reading: Reading, from: number, to: number): Correction | null {
  const words = reading.texts.slice(from, to);
  if (words.includes('') || (words.length > 1 && words.some((word, i) => joins(reading, word, i))))
    return null;
  const heard = words
    .map(reading.sound)
    .join('')
    .replace(/(.)\1+/g, '$1');
  const rarity = rarest(words.map((word) => rarityOf(reading, word)));
  const exact = exactly(reading, words, heard, rarity);
  if (exact) return { from, to, right: exact.written, term: exact.term, rule: 'sound', confidence: 0.9 };
  let best: Correction | null = null;
  for (const form of rarity === 'everyday' ? reading.terms.compounds : reading.terms.forms) {
    const distance = believedDistance(reading, form, words, heard, rarity);
    if (distance === null) continue;
    const confidence = 0.9 - distance;
    if (!best || confidence > best.confidence)
      best = { from, to, right: form.written, term: form.term, rule: 'sound', confidence };
  }
  return best;
}

const stutteredLetters = 3;
const farthestWhenStuttered = 0.12;

/** An expected name that begins with a doubled syllable is heard as a stutter: "to do, do up" for "to dedup". */
export function asStutter(reading: Reading, from: number, to: number): Correction | null {
  const words = reading.texts.slice(from, to);
  const [first, second] = words.map((word) => word.toLowerCase());
  if (words.length !== 3 || first !== second || !first || first.length > stutteredLetters) return null;
  const heard = words.map(reading.sound).join('');
  const form = reading.terms.forms.find(
    (form) =>
      form.words.length === 1 &&
      isExpected(form, reading.expected) &&
      soundDistance(heard, form.sound) <= farthestWhenStuttered,
  );
  return form ? { from, to, right: form.written, term: form.term, rule: 'sound', confidence: 0.7 } : null;
}

const rarest = (rarities: Rarity[]): Rarity =>
  rarities.includes('rare') ? 'rare' : rarities.includes('derived') ? 'derived' : 'everyday';

function exactly(reading: Reading, words: string[], heard: string, rarity: Rarity): Form | null {
  const form = reading.terms.bySound.get(heard);
  if (!form || words.length === 1 || heard.length <= shortestSound) return null;
  const happens = rarity === 'everyday' && (form.learned || reading.rarity(form.written) === 'everyday');
  return happens || !articleFits(words, form) ? null : form;
}

function believedDistance(
  reading: Reading,
  form: Form,
  words: string[],
  heard: string,
  rarity: Rarity,
): number | null {
  if (form.sound.length < shortestSound || Math.abs(heard.length - form.sound.length) > 2) return null;
  if (words.length > form.words.length + splitInto || words.length < form.words.length) return null;
  if (form.isName && !(isExpected(form, reading.expected) && reading.rarity(form.written) !== 'everyday'))
    return null;
  if (!endsAlike(words, heard, form) || !articleFits(words, form) || saysMore(reading, form, words))
    return null;
  if (words.length === 1 && !maySoundAlone(form, words[0]!, heard)) return null;
  if (rarity === 'everyday' && !isPutTogether(reading, form, words)) return null;
  const limit = limitFor(reading, form, words, rarity);
  const distance = soundDistance(heard, form.sound, limit);
  if (distance > limit || consonantDistance(heard, form.sound) > farthestConsonants) return null;
  return distance + (form.ending === '' ? 0 : inflectedPenalty);
}

function limitFor(reading: Reading, form: Form, words: string[], rarity: Rarity): number {
  if (words.length === 1 && scrap.test(words[0]!)) return form.ending === '' ? farthestForScrap : 0;
  if (rarity === 'everyday') return farthest.everyday;
  const bonus = isExpected(form, reading.expected) ? expectedBonus : 0;
  if (form.isName) return farthest.name + bonus;
  if (form.learned || form.sound.length < shortSound) return farthest.short;
  if (rarity === 'derived') return farthest.derived + (words.length > 1 ? bonus : 0);
  return words.length > 1 ? farthest.words : farthest.word;
}

/** A single word is no lone letter, and begins with a vowel if the term does. */
const maySoundAlone = (form: Form, word: string, heard: string) =>
  word.length > 1 && isVowel(heard[0]!) === isVowel(form.sound[0]!);

/** Everyday words are a compound only part for part: "mini hash" is MinHash, and "my tip" is not MeetUp. */
function isPutTogether({ sound, rarity }: Reading, form: Form, words: string[]): boolean {
  if (form.learned || words.length < 2 || rarity(form.letters) === 'everyday') return false;
  const sameConsonants = (word: string, i: number) => consonants(sound(word)) === consonants(form.parts[i]!);
  return words.length === form.parts.length && words.every(sameConsonants);
}

/**
 * "(line) duplication" is a word of its own beside "deduplication", "tokenize (per)" is one beside "tokenizer";
 * "D duplication" and "do duping" are not.
 */
function saysMore(reading: Reading, form: Form, words: string[]): boolean {
  const isOtherForm = (word: string) =>
    isSameStem(word.toLowerCase(), form.letters) && rarityOf(reading, word) !== 'rare';
  if (form.words.length === 1 && words.some(isOtherForm)) return true;
  const before = words.slice(0, -1).join('');
  const isOwnWord = !isCompound(form) && form.letters.endsWith(lettersOf(words.at(-1)!));
  return isOwnWord && (words.length === 1 || before.length > longestBrokenPart);
}

/** "a" is the beginning of a name only where the name begins with a vowel. */
const articleFits = ([first]: string[], form: Form) => !/^an?$/i.test(first!) || isVowel(form.sound[0]!);

/** A plural, a genitive or a verb form is heard as one. */
function endsAlike(words: string[], heard: string, { written, ending, sound }: Form): boolean {
  const [ours, its] = [words.at(-1)!, written].map((text) => /['’]s$/.test(text));
  return ours === its && (ending === '' || heard.at(-1) === sound.at(-1));
}

const isVowel = (sound: string) => /[aeiouy]/.test(sound);
const consonants = (sound: string) => sound.replace(/[aeiouy]/g, '');
const endings = /(ing|Sn|s|d)$/;

function consonantDistance(a: string, b: string): number {
  const shared = endings.exec(a)?.[0] === endings.exec(b)?.[0];
  const [x, y] = [a, b].map((sound) => consonants(shared ? sound.replace(endings, '') : sound));
  return soundDistance(x!, y!);
}
