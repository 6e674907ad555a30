import type { EpisodeFacts, GlossaryTerm, ShowFacts, Tokens } from '#contracts';
import { isStopWord } from '#language';
import { spokenLinks } from './links.js';
import { numberReadings, numbersIn } from './numbers.js';

/** What the notes may rest on: the words that were said, and what the host has written down. */
export interface Evidence {
  words: Set<string>;
  stems: Set<string>;
  numbers: Set<string>;
  hosts: Set<string>;
  /** The transcript, normalised, for quotes. */
  text: string;
}

/** A fault in one sentence of prose; null when all of it is in evidence. */
export type Fault = string | null;

/** Letters and digits in lower case, one blank between words. */
export const normalised = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’']/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Enough of a word to know it in another form: "explain", "explains", "explained". */
const stem = (word: string) => word.slice(0, Math.max(4, word.length - 3));

export function gatherEvidence(
  tokens: Tokens,
  known: { episode: EpisodeFacts; show: ShowFacts; glossary: GlossaryTerm[] },
  toolResults: string[],
): Evidence {
  const said = tokens.sentences.map(({ text }) => text).join(' ');
  const written = [
    known.episode.title ?? '',
    known.episode.description ?? '',
    ...known.episode.people.map(({ name }) => name),
    known.show.title,
    known.show.author,
    ...known.glossary.map(({ term }) => term),
  ].join(' ');
  const words = normalised(`${said} ${written}`).split(' ');
  return {
    words: new Set(words),
    stems: new Set(words.map(stem)),
    numbers: new Set([said, written, ...toolResults].flatMap((text) => [...numberReadings(text)])),
    hosts: new Set(spokenLinks(`${said} ${written}`).map(({ url }) => new URL(url).host)),
    text: normalised(said),
  };
}

/** Words that open a sentence of notes without naming anything. */
const noteOpeners = new Set(
  `explains discusses explores covers learn listen host hosts guest guests speaker speakers episode topics highlights
  describes shares argues reveals explaining discussing exploring inside meet key why how what tips lessons overview summary
  introduction understanding building making finding using choosing beyond behind exploration discussion conversation part
  finally additionally also overall together`.split(/\s+/u),
);

/**
 * Looks for what a sentence claims without evidence: a number that nobody said and no tool gave, a name, a quotation or an
 * address that is not in the transcript.
 */
export function faultOf(sentence: string, evidence: Evidence): Fault {
  for (const number of numbersIn(sentence))
    if (!evidence.numbers.has(number)) return `number ${number} was not said`;
  for (const { url, text } of spokenLinks(sentence))
    if (!evidence.hosts.has(new URL(url).host)) return `address ${text} was not said`;
  for (const [, quoted] of sentence.matchAll(/["“«]([^"”»]{3,})["”»]/gu))
    if (!evidence.text.includes(normalised(quoted!))) return `quotation "${quoted}" was not said`;
  for (const name of namesIn(sentence))
    if (!evidence.words.has(name) && !evidence.stems.has(stem(name))) return `name ${name} was not said`;
  return null;
}

/** Capitalised words; the first word of a sentence counts unless it is one that opens notes. */
function namesIn(sentence: string): string[] {
  return [...sentence.matchAll(/\p{Lu}[\p{L}\p{N}’'.-]*/gu)].flatMap(({ 0: raw, index }) => {
    const parts = normalised(raw).split(' ').filter(Boolean);
    return parts.filter(
      (word) => !isStopWord(word) && !(index === 0 && noteOpeners.has(word)) && !noteOpeners.has(word),
    );
  });
}

/** Share of the content words of a text that were said: near 0 in another language or about another episode. */
export function sharedWords(text: string, evidence: Evidence): number {
  const content = normalised(text)
    .split(' ')
    .filter((word) => word && !isStopWord(word));
  if (content.length === 0) return 0;
  return (
    content.filter((word) => evidence.words.has(word) || evidence.stems.has(stem(word))).length /
    content.length
  );
}
