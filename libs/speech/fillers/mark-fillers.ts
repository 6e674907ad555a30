import type { Word } from '#contracts';
import { bare, hesitationsOf } from './hesitations.js';

/** A word as written and timed, before it is known which are fillers. */
export interface CandidateWord {
  text: string;
  startMs: number;
  endMs: number;
  confidence: number;
  fillerProbability: number;
  /** The hesitation word that was likeliest at this place. */
  likeliestFiller: string;
}

/**
 * Words that Whisper base writes for a swallowed "uh" (seen in our measurement, cleaning-methods): short, and all
 * vowel or nearly so.
 */
const soundAlikes: Record<string, Set<string>> = {
  en: new Set(['up', 'of', 'on', 'but', "i'm", "i'll", 'i', 'a', 'oh', 'em', 'am', 'ear', 'and', 'the']),
};
/** At this probability a sound-alike was a hesitation; 37 of 40 were found with 1 false (our measurement). */
const likely = 0.12;
/** Any other word, unless nothing else could have stood there, is believed up to this probability. */
const nearlySure = 0.5;
/** Much less is enough where the sound behaves like a hesitation: short, and with a pause after it. */
const possible = 0.0015;
const shortestFillerMs = 50;
const longestFillerMs = 400;
const pauseAfterMs = 60;

/** Marks hesitations: those written as such, and those the decoder nearly wrote. Never makes a word where there is none. */
export function markFillers(words: CandidateWord[], language: string): Word[] {
  const own = new Set(hesitationsOf(language)?.words);
  return words.map(({ likeliestFiller, ...word }, i) => {
    const { text, fillerProbability, confidence } = word;
    if (own.has(bare(text)))
      return { ...word, kind: 'filler', confidence: Math.max(confidence, fillerProbability) };
    const belief = swallowed(word, words[i + 1], language);
    return belief === null
      ? word
      : { ...word, kind: 'filler', text: likeliestFiller + sign(text), heard: text, confidence: belief };
  });
}

/** How sure it is that another word was written for a hesitation, or null when that is not believed. */
function swallowed(
  word: Omit<CandidateWord, 'likeliestFiller'>,
  next: CandidateWord | undefined,
  language: string,
): number | null {
  const { fillerProbability: probability, startMs, endMs } = word;
  if (probability >= nearlySure) return probability;
  if (!soundAlikes[language]?.has(bare(word.text))) return null;
  if (probability >= likely) return 0.5 + probability / 2;
  const lengthMs = endMs - startMs;
  const pausesAfter = !next || next.startMs - endMs >= pauseAfterMs;
  const behaves = pausesAfter && lengthMs >= shortestFillerMs && lengthMs <= longestFillerMs;
  return probability >= possible && behaves ? 0.5 : null;
}

const sign = (text: string) => /[,.?!…]$/.exec(text)?.[0] ?? '';
