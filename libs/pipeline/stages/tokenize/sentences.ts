import type { Paragraph, SpokenWord } from './spoken-text.js';

/** Words of one sentence, in order. */
export type SpokenSentence = SpokenWord[];

/** Beyond this a sentence is no use to search, chapters or notes, and is broken at its best pause (40 words are 15 s). */
const MAX_WORDS = 60;
/** No piece of a broken sentence is shorter. */
const MIN_PIECE_WORDS = 8;

const abbreviation =
  /(^|[\s("'])(mr|mrs|ms|dr|prof|st|jr|sr|vs|etc|e\.g|i\.e|inc|ltd|co|corp|dept|est|approx|fig|no|vol|gen|col|lt|sgt|capt|rev|hon|ca|cf|z\.b|bzw|usw|nr|p\.ej)\.$/iu;
/** An initial, as in J. Smith; "I." ends a sentence. */
const initial = /(^|\s)(?!I\.)\p{Lu}\.$/u;
/** `3 .1.`: recognisers and transcript pages put a blank into version numbers, and the full stop reads as an end. */
const versionHead = /\d\s\.$/u;
const versionTail = /^\.\d/u;

/**
 * Sentences of a paragraph: Unicode's rules, repaired where they break an abbreviation or a version number, and long
 * stretches without any punctuation broken at pauses.
 *
 * Every word lands in exactly one sentence, in order.
 */
export const splitSentences = (paragraph: Paragraph, language: string): SpokenSentence[] =>
  blocksOf(paragraph).flatMap((block) => splitBlock(block, language));

/**
 * A segmenter hands out the whole text with every segment: a paragraph of five hours took 1 GB (measured), one of this
 * many words takes nothing.
 */
const BLOCK_WORDS = 300;
const certainEnd = /[.!?…。！？؟।]["'”’)\]]*$/u;
const certainStart = /^["'“‘(¿¡]*[\p{Lu}\p{Lo}]/u;

/** Cuts a long paragraph where a sentence ends beyond doubt, so that its sentences are the same as without. */
function blocksOf(paragraph: Paragraph): Paragraph[] {
  const blocks: Paragraph[] = [];
  let first = 0;
  for (let i = BLOCK_WORDS; i < paragraph.length; i++) {
    const [before, after] = [paragraph[i - 1]!.text, paragraph[i]!.text];
    const isEnd = certainEnd.test(before) && certainStart.test(after) && !belongsTogether(before, after);
    if (i - first < BLOCK_WORDS || !isEnd) continue;
    blocks.push(paragraph.slice(first, i));
    first = i;
  }
  blocks.push(paragraph.slice(first));
  return blocks;
}

function splitBlock(paragraph: Paragraph, language: string): SpokenSentence[] {
  const { text, starts } = joinWords(paragraph);
  const segments = [...segmenter(language).segment(text)].map(({ index, segment }) => ({
    index,
    text: segment.trim(),
  }));
  const firstWords: number[] = [];
  segments.forEach((segment, i) => {
    const before = segments[i - 1]?.text;
    if (before !== undefined && belongsTogether(before, segment.text)) return;
    const word = starts.findIndex((start) => start >= segment.index);
    if (word >= 0 && word !== firstWords.at(-1)) firstWords.push(word);
  });
  if (firstWords[0] !== 0) firstWords.unshift(0);
  return firstWords
    .map((first, i) => paragraph.slice(first, firstWords[i + 1]))
    .filter((sentence) => sentence.length > 0)
    .flatMap(breakLong);
}

const belongsTogether = (before: string, after: string) =>
  abbreviation.test(before) ||
  initial.test(before) ||
  versionTail.test(after) ||
  (versionHead.test(before) && /^\d/u.test(after));

/** Breaks at the longest pause near the middle, again and again, until no piece is too long. */
function breakLong(sentence: SpokenSentence): SpokenSentence[] {
  if (sentence.length <= MAX_WORDS) return [sentence];
  let best = Math.floor(sentence.length / 2);
  let bestWorth = -1;
  for (let i = MIN_PIECE_WORDS; i <= sentence.length - MIN_PIECE_WORDS; i++) {
    const worth = breakWorth(sentence, i);
    if (worth > bestWorth) {
      best = i;
      bestWorth = worth;
    }
  }
  return [...breakLong(sentence.slice(0, best)), ...breakLong(sentence.slice(best))];
}

const opensClause =
  /^(so|and|but|because|now|then|okay|ok|well|or|which|also|however|und|aber|y|pero|et|mais)$/iu;

/** How natural a break before word `i` is: its pause in seconds, a comma before it, a conjunction, and a central place. */
function breakWorth(sentence: SpokenSentence, i: number): number {
  const pause = Math.min(2, sentence[i]!.pauseBeforeMs / 1000);
  const comma = /[,;:،、]$/u.test(sentence[i - 1]!.text) ? 0.6 : 0;
  const clause = opensClause.test(sentence[i]!.text) ? 0.3 : 0;
  const central = 1 - Math.abs(2 * i - sentence.length) / sentence.length;
  return pause + comma + clause + 0.3 * central;
}

const segmenters = new Map<string, Intl.Segmenter>();
/** One a language: making one is slow. A language that Unicode does not know gets the general rules. */
function segmenter(language: string): Intl.Segmenter {
  const known = Intl.Segmenter.supportedLocalesOf([/^[a-z]{2,3}(-|$)/i.test(language) ? language : 'en']);
  const locale = known[0] ?? 'und';
  const found = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'sentence' });
  segmenters.set(locale, found);
  return found;
}

/** Chinese, Japanese, Thai, Lao, Khmer and Burmese are written without blanks. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Text of words, and where each word starts in it, in UTF-16 units. */
export function joinWords(words: { text: string }[]): { text: string; starts: number[] } {
  let text = '';
  const starts = words.map((word, i) => {
    const before = words[i - 1]?.text.at(-1) ?? '';
    const tight = unspaced.test(before) && unspaced.test(word.text[0] ?? '');
    if (i > 0 && !tight) text += ' ';
    const start = text.length;
    text += word.text;
    return start;
  });
  return { text, starts };
}
