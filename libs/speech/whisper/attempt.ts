import { deflateSync } from 'node:zlib';
import type { Energy } from '../audio/energy.js';
import { bare } from '../fillers/hesitations.js';
import type { CandidateWord } from '../fillers/mark-fillers.js';
import { expectedWordMs } from '../word-times/snap-words.js';

/** One way of decoding a chunk, and what came of it. */
export interface Attempt {
  words: CandidateWord[];
  meanLogProbability: number;
  /** What was taken off because it repeats; empty when nothing was. */
  loopedText: string;
  prompt: string;
}

/** As openai/whisper's transcribe.py: text that packs better than this repeats itself; less likely text is guessed. */
const mostCompression = 2.4;
const leastLogProbability = -1;
/** Compression says nothing about a few words. */
const shortestJudgedText = 40;
/** Voice that no word accounts for: more than this is lost text (a lost sentence is 2 s or more). */
const mostUncoveredMs = 1_500;
/** A word may be this much longer than expected before the rest counts as uncovered. */
const stretch = 2;
const stretchMs = 250;
/** A prompt is echoed when this many of its words come back in a row. */
const echoedWords = 4;

/** Why an attempt is not to be believed, or null. */
export function suspicion(attempt: Attempt, energy: Energy, language: string): string | null {
  const text = textOf(attempt.words);
  if (attempt.loopedText !== '') return 'repetition loop';
  if (text.length >= shortestJudgedText && compression(text) > mostCompression) return 'repetition';
  if (echoes(attempt)) return 'echoed prompt';
  if (inAnotherScript(text, language)) return 'another language';
  if (attempt.meanLogProbability < leastLogProbability) return 'guessed';
  if (uncoveredMs(attempt.words, energy) > mostUncoveredMs) return 'lost speech';
  return null;
}

/** Voiced time that no word accounts for, in ms. Lost text shows as words stretched over it, or as gaps. */
export function uncoveredMs(words: CandidateWord[], { voiced }: Energy): number {
  let voicedMs = 0;
  for (const frame of voiced) voicedMs += frame * 10;
  let coveredMs = 0;
  for (const word of words) {
    const most = stretch * expectedWordMs(word.text) + stretchMs;
    let inWordMs = 0;
    for (let frame = Math.floor(word.startMs / 10); frame < word.endMs / 10; frame++)
      inWordMs += (voiced[frame] ?? 0) * 10;
    coveredMs += Math.min(inWordMs, most);
  }
  return voicedMs - coveredMs;
}

/** The attempt that the sound supports best: no loop, then least lost speech (by half seconds), then likeliest text. */
export function bestAttempt(attempts: Attempt[], energy: Energy, language: string): Attempt {
  const rank = (attempt: Attempt) => [
    ['repetition loop', 'repetition', 'echoed prompt', 'another language'].includes(
      suspicion(attempt, energy, language) ?? '',
    )
      ? 1
      : 0,
    Math.round(uncoveredMs(attempt.words, energy) / 500),
    -attempt.meanLogProbability,
  ];
  const byRank = (a: number[], b: number[]) =>
    a.map((x, i) => x - b[i]!).find((difference) => difference !== 0) ?? 0;
  return attempts
    .map((attempt) => ({ attempt, rank: rank(attempt) }))
    .sort((a, b) => byRank(a.rank, b.rank))[0]!.attempt;
}

export const textOf = (words: { text: string }[]) => words.map((word) => word.text).join(' ');

const compression = (text: string) => Buffer.byteLength(text) / deflateSync(text).length;

function echoes({ words, prompt }: Attempt): boolean {
  const asked = prompt.split(' ').map(bare);
  const heard = words.map((word) => bare(word.text));
  return asked.some((_, from) => {
    const phrase = asked.slice(from, from + echoedWords).join(' ');
    return asked.length - from >= echoedWords && heard.join(' ').includes(phrase);
  });
}

const scripts: Record<string, RegExp> = {
  ru: /\p{Script=Cyrillic}/u,
  uk: /\p{Script=Cyrillic}/u,
  bg: /\p{Script=Cyrillic}/u,
  mk: /\p{Script=Cyrillic}/u,
  be: /\p{Script=Cyrillic}/u,
  sr: /\p{Script=Cyrillic}|\p{Script=Latin}/u,
  el: /\p{Script=Greek}/u,
  ar: /\p{Script=Arabic}/u,
  fa: /\p{Script=Arabic}/u,
  ur: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  ko: /\p{Script=Hangul}/u,
  zh: /\p{Script=Han}/u,
  ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
};
/** Written with the Latin alphabet. Languages in neither list are not judged. */
const latin = new Set(
  'en de es fr pt tr pl ca nl sv it id fi vi cs ro da hu ms no hr sk sl lt lv et eu gl cy is sw sq af tl'.split(
    ' ',
  ),
);

/** Whether most letters belong to a script the language is not written in. */
function inAnotherScript(text: string, language: string): boolean {
  const own = latin.has(language) ? /\p{Script=Latin}/u : scripts[language];
  const letters = [...text].filter((character) => /\p{L}/u.test(character));
  return own !== undefined && letters.filter((letter) => !own.test(letter)).length > letters.length / 2;
}
