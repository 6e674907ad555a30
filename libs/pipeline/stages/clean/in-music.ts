import type { Span } from '#contracts';
import type { Reading, ReadWord } from './reading.js';

/**
 * Under talk a bed plays: there words stand as close as anywhere, and the recogniser is sure of them. Over a jingle it
 * invents one now and then. Beds had 1.0 to 4 words a second and a mean confidence from .73 (our measurement, nine
 * recordings), jingles under .35 a second.
 */
const leastWordsPerSecond = 0.8;
const leastConfidence = 0.7;
/** In less there are too few words to tell. */
const shortestBedMs = 1500;

/**
 * Words that a recogniser wrote over music alone are its own invention, and no reason to cut the music; nor is anything
 * said in the show's `own` passages. Talk over a bed is read as any other.
 */
export function withoutMusic(reading: Reading, music: readonly Span[], own: readonly Span[] = []): Reading {
  const untouched = [...own, ...music.filter((span) => !isBed(reading, span))];
  return { ...reading, words: reading.words.filter((word) => !untouched.some((span) => isIn(word, span))) };
}

function isBed({ words }: Reading, span: Span): boolean {
  const lengthMs = span.endMs - span.startMs;
  const said = words.filter((word) => isIn(word, span));
  const confidence = said.reduce((sum, word) => sum + word.confidence, 0) / said.length;
  return (
    lengthMs >= shortestBedMs &&
    said.length >= (leastWordsPerSecond * lengthMs) / 1000 &&
    confidence >= leastConfidence
  );
}

function isIn(word: ReadWord, { startMs, endMs }: Span): boolean {
  const middle = (word.startMs + word.endMs) / 2;
  return middle >= startMs && middle < endMs;
}
