import type { Notes } from '#contracts';
import type { Written } from './write-episode.js';

/** Written apart from the product's own checks, so that a hole in them shows here. */
export interface Claims {
  verified: number;
  /** Each claim that does not hold. */
  wrong: string[];
}

/** Words that stand in capitals without naming anything: sentence openers and the pronoun. */
const openers = /(?:^|[.!?:]\s+|["“(]\s*)\p{Lu}[\p{L}’'-]*/gu;

/** Every quote, time, number and name of notes and chapters against the words that were said. */
export function verify({ tokens, chapters, notes }: Written): Claims {
  const claims: Claims = { verified: 0, wrong: [] };
  const claim = (what: string, holds: boolean) => {
    if (holds) claims.verified++;
    else claims.wrong.push(what);
  };
  const { sentences } = tokens;
  const said = sentences.map(({ text }) => text).join(' ');
  const endMs = sentences.at(-1)?.endMs ?? 0;
  for (const { text, startMs } of notes.quotes) {
    const where = sentences.find((sentence) => sentence.text.includes(text) || text.includes(sentence.text));
    claim(`quote "${text}"`, where !== undefined && Math.abs(where.startMs - startMs) <= 1000);
  }
  for (const startMs of [
    ...notes.keyPoints,
    ...notes.soundbites,
    ...notes.questions,
    ...chapters.chapters,
  ].map((one) => one.startMs))
    claim(`time ${startMs}`, startMs >= 0 && startMs <= endMs);
  const results = notes.steps.map(({ result }) => result).join(' ');
  const numbers = new Set(numbersOf(`${said} ${results}`));
  const words = new Set(said.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  for (const text of [
    ...proseOf(notes),
    ...chapters.chapters.flatMap(({ title, summary = '' }) => [title, summary]),
  ]) {
    for (const number of numbersOf(text)) claim(`number ${number} in "${text}"`, numbers.has(number));
    const inside = text.replace(openers, ' ');
    for (const name of inside.match(/\p{Lu}[\p{L}’'-]+/gu) ?? [])
      claim(
        `name ${name} in "${text}"`,
        (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => words.has(word)),
      );
  }
  return claims;
}

const numbersOf = (text: string) =>
  (text.match(/\d[\d,]*(?:\.\d+)?/gu) ?? []).map((number) => number.replaceAll(',', ''));

/** Running text of the notes: titles are written in capitals, so their words name nothing. */
export const proseOf = (notes: Notes): string[] => [
  ...[notes.oneSentence, notes.summaryShort, notes.summaryLong],
  ...notes.keyPoints.map(({ text }) => text),
  ...notes.questions.flatMap(({ question, answer }) => [question, answer]),
  ...notes.socialPosts.map(({ text }) => text),
];
