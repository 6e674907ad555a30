import type { GlossaryTerm } from '#contracts';
import { soundOf } from './sound.js';

/** One way in which a term may be said, and how it is written then. */
export interface Form {
  written: string;
  /** As the glossary has it. */
  term: string;
  /** Letters and digits alone, in lower case. */
  letters: string;
  words: string[];
  sound: string;
  /** What inflection adds to the term, such as "s"; empty for the term itself. */
  ending: string;
  /** Sounds of what a compound such as MinHash joins; one alone for other forms. */
  parts: string[];
  /** Words of the note that tell what is spoken of, where the host gave one; those of the term are not among them. */
  noteWords: string[];
  /** A part of a person's name: too like other names to be heard where nothing else tells of that person. */
  isName: boolean;
  learned: boolean;
}

export interface Terms {
  forms: Form[];
  /** Forms with a capital inside, such as MinHash: engines write them as separate everyday words. */
  compounds: Form[];
  /** Single words that the host explained in a note. */
  explained: Form[];
  /** Forms of several words, by how many. */
  phrases: Map<number, Form[]>;
  bySound: Map<string, Form>;
  /** By `letters`. */
  spelled: Map<string, Form>;
  /** What the host says a term sounds like, and how its digits are read out; by the words heard. */
  said: Map<string, { written: string; term: string; afterArticle: boolean }>;
}

export const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
export const spokenWords = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== '');

/** Prepares a glossary for look-up: inflected forms, parts of people's names, forms the note tells. */
export function prepareTerms(glossary: GlossaryTerm[], language: string): Terms {
  const names = new Set(glossary.flatMap(partsOfName));
  const written = writtenForms(glossary);
  const forms = [...written].flatMap(([text, { term, learned = false, note = '' }]) =>
    inflected(text, names.has(text)).map((form) => ({
      ...formOf(form, language),
      term,
      learned,
      ending: form.slice(text.length),
      noteWords: noteWords(note),
      isName: names.has(text),
    })),
  );
  const said: Terms['said'] = new Map();
  for (const [text, { term }] of written) {
    for (const words of readOut(text)) said.set(words, { written: text, term, afterArticle: false });
    for (const words of misread(text)) said.set(words, { written: text, term, afterArticle: true });
  }
  for (const { term, soundsLike } of glossary)
    for (const words of soundsLike)
      said.set(spokenWords(words).join(' '), { written: term, term, afterArticle: false });
  // The term itself goes last, so that it is found before its inflected forms.
  const firstLast = [...forms].reverse();
  return {
    forms,
    compounds: forms.filter(isCompound),
    explained: forms.filter((form) => form.noteWords.length > 0 && form.words.length === 1 && !form.isName),
    phrases: byWordCount(forms),
    spelled: new Map(firstLast.map((form) => [form.letters, form])),
    bySound: new Map(firstLast.map((form) => [form.sound, form])),
    said,
  };
}

/** Every way in which terms are written, and whose it is; where two share one, the first term's. */
function writtenForms(glossary: GlossaryTerm[]): Map<string, GlossaryTerm> {
  const written = new Map<string, GlossaryTerm>();
  for (const term of glossary)
    for (const text of [term.term, ...formsInNote(term), ...partsOfName(term)])
      if (!written.has(text)) written.set(text, term);
  return written;
}

export const isCompound = ({ written }: Form) =>
  !/\s/.test(written) && /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}|-/u.test(written);

function byWordCount(forms: Form[]): Map<number, Form[]> {
  const counted = new Map<number, Form[]>();
  for (const form of forms)
    if (form.words.length > 1)
      counted.set(form.words.length, [...(counted.get(form.words.length) ?? []), form]);
  return counted;
}

/** What a note speaks of. */
const noteWords = (note: string) =>
  spokenWords(note)
    .map((word) => word.replace(/'s$/, ''))
    .filter((word) => word.length > 2 && !/^(the|and|for|also|plural|short|last|with)$/.test(word));

const formOf = (written: string, language: string) => ({
  written,
  letters: lettersOf(written),
  words: spokenWords(written),
  sound: soundOf(written, language),
  parts: written.split(/(?<=\p{Ll})(?=\p{Lu})|[\s-]+/u).map((part) => soundOf(part, language)),
});

const personNote = /\b(host|guest|co-?host|speaker|person)\b/i;

/** First and last names of people. */
const partsOfName = ({ term, note = '' }: GlossaryTerm): string[] =>
  personNote.test(note) ? term.split(' ').filter((name) => name.length > 3) : [];

/** "also 405B and 405", "plural FLOPs", "short for deduplication; deduping". */
function formsInNote({ note = '' }: GlossaryTerm): string[] {
  const told = /\b(?:also|plural)\s+([^;.]+)/i.exec(note)?.[1]?.split(/\s+and\s+|,\s*/) ?? [];
  const tail = note
    .split(';')
    .slice(1)
    .map((part) => part.trim())
    .filter((part) => /^\S+$/.test(part));
  return [...told, ...tail].map((form) => form.trim()).filter((form) => form.length > 2);
}

/** A single word also in the genitive, the plural unless a person's, and, when it may be one, as a verb. */
function inflected(written: string, isName: boolean): string[] {
  if (/[\s\d.]|'s$|ing$|[sxz]$/.test(written)) return [written];
  if (isName) return [written, `${written}'s`];
  const mayBeVerb = written === written.toLowerCase() && !/(ion|er|or|ist|ment|y)$/.test(written);
  return ['', 's', "'s", ...(mayBeVerb ? ['ing', 'ed'] : [])].map((ending) => written + ending);
}

const ones = ['oh', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const threeDigits = /\b([1-9])0([1-9])\b/;

/** How numbers such as 405 are read out. */
const readOut = (text: string) =>
  withNumber(text, (a, b) => [`${a} oh ${b}`, `${a} hundred ${b}`, `${a} hundred and ${b}`]);
/** What engines make of "four oh five"; ordinary speech too, unless "the" stands before. */
const misread = (text: string) => withNumber(text, (a, b) => [`${a} or ${b}`, `${a} and ${b}`]);

function withNumber(text: string, say: (hundreds: string, units: string) => string[]): string[] {
  const match = threeDigits.exec(text);
  if (!match) return [];
  return say(ones[Number(match[1])]!, ones[Number(match[2])]!).map((words) =>
    spokenWords(text.replace(threeDigits, words)).join(' '),
  );
}
