import type { EpisodeFacts, GlossaryTerm, Sentence, ShowFacts } from '#contracts';
import { isStopWord } from '#language';
import { foreignAddresses, hostLinks, type Link } from './links.js';
import { numberReadings, numbersIn } from './numbers.js';
import { suspectSentences } from './suspect-speech.js';
import { isContent, normalised, stem, wordsIn } from './words.js';

/** What the host has written down about show and episode. */
export interface HostWords {
  episode?: EpisodeFacts;
  show?: ShowFacts;
  glossary: GlossaryTerm[];
}

/** What a text about the episode may rest on: the words that were said to listeners, and what the host has written down. */
export interface Evidence {
  language: string;
  words: Set<string>;
  stems: Set<string>;
  numbers: Set<string>;
  /** The host's own addresses: no other may be named. */
  links: Link[];
  /** The trusted part of the transcript, normalised, for quotes. */
  text: string;
  /** Ids of sentences that speak to a machine, or lie beside one that does: they prove nothing and are never quoted. */
  suspect: Set<string>;
  /** Stems of words that were said only there. */
  suspectStems: Set<string>;
}

/** A fault in one sentence of prose; null when all of it is in evidence. */
export type Fault = string | null;

export function gatherEvidence(
  {
    sentences,
    language,
  }: { sentences: (Pick<Sentence, 'id' | 'text'> & { vector?: string })[]; language: string },
  { episode, show, glossary }: HostWords,
): Evidence {
  const suspectAt = suspectSentences(sentences);
  const said = sentences
    .filter((_, i) => !suspectAt.has(i))
    .map(({ text }) => text)
    .join(' ');
  const written = [
    ...[episode?.title, episode?.description, show?.title, show?.description, show?.author],
    ...(episode?.people ?? []).map(({ name }) => name),
    // A term that was learned came out of speech, not from the host.
    ...glossary.filter((entry) => !('learned' in entry)).flatMap(({ term, note }) => [term, note]),
  ]
    .filter(Boolean)
    .join(' \n');
  const words = wordsIn(`${said} ${written}`);
  const stems = new Set(words.map(stem));
  const suspectStems = [...suspectAt].flatMap((i) => wordsIn(sentences[i]!.text).map(stem));
  return {
    language,
    words: new Set(words),
    stems,
    numbers: new Set([...numberReadings(said), ...numberReadings(written)]),
    links: hostLinks(written),
    text: normalised(said),
    suspect: new Set([...suspectAt].map((i) => sentences[i]!.id)),
    suspectStems: new Set(suspectStems.filter((one) => !stems.has(one))),
  };
}

/** Words that open a sentence of notes without naming anything. */
const noteOpeners = new Set(
  `explains discusses explores covers learn listen host hosts guest guests speaker speakers episode topics highlights
  describes shares argues reveals explaining discussing exploring inside meet key why how what tips lessons overview summary
  introduction understanding building making finding using choosing beyond behind exploration discussion conversation part
  finally additionally also overall together`.split(/\s+/u),
);

/** At least so many of a sentence's content words were said: more than half, so that one common word carries none. */
const MIN_SAID = 0.5;

/**
 * Looks for what a sentence claims without evidence: an address that is not the host's, a number that nobody said and no
 * tool gave, a quotation or a name that is not in the transcript, words that were said to the machine alone, or were not said.
 */
export function faultOf(sentence: string, evidence: Evidence): Fault {
  const [address] = foreignAddresses(sentence, evidence.links);
  if (address) return `address ${address} is not on the host's list`;
  for (const number of numbersIn(sentence))
    if (!evidence.numbers.has(number)) return `number ${number} was not said`;
  for (const [, quoted] of sentence.matchAll(/["“«]([^"”»]{3,})["”»]/gu))
    if (!evidence.text.includes(normalised(quoted!))) return `quotation "${quoted}" was not said`;
  for (const name of namesIn(sentence)) if (!isSaid(name, evidence)) return `name ${name} was not said`;
  const alone = wordsIn(sentence).find((word) => !isStopWord(word) && evidence.suspectStems.has(stem(word)));
  if (alone) return `"${alone}" was only said to the machine`;
  const content = contentOf(sentence, evidence);
  const said = content.filter((word) => isSaid(word, evidence)).length;
  if (content.length > 0 && said <= MIN_SAID * content.length) return 'most of it was not said';
  return null;
}

/** True for a sentence of the transcript itself that may be shown as it stands. */
export const mayBeShown = ({ id, text }: Pick<Sentence, 'id' | 'text'>, evidence: Evidence): boolean =>
  !evidence.suspect.has(id) && foreignAddresses(text, evidence.links).length === 0;

/** True when every content word of a phrase was said in what may be trusted. */
export const isPhraseSaid = (phrase: string, evidence: Evidence): boolean =>
  foreignAddresses(phrase, evidence.links).length === 0 &&
  wordsIn(phrase).every((word) => isStopWord(word) || isSaid(word, evidence));

const isSaid = (word: string, { words, stems }: Evidence) => words.has(word) || stems.has(stem(word));

const contentOf = (text: string, { language }: Evidence) =>
  wordsIn(text).filter((word) => isContent(word, language) && !noteOpeners.has(word));

/** Capitalised words; the first word of a sentence counts unless it is one that opens notes. */
function namesIn(sentence: string): string[] {
  return [...sentence.matchAll(/\p{Lu}[\p{L}\p{N}’'.-]*/gu)].flatMap(({ 0: raw }) =>
    wordsIn(raw).filter((word) => !isStopWord(word) && !noteOpeners.has(word)),
  );
}
