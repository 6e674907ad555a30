import type { Word } from '#contracts';
import type { Energy } from '../audio/energy.js';
import { bare } from '../fillers/hesitations.js';
import { expectedWordMs } from '../word-times/snap-words.js';
import { type Attempt, textOf } from './attempt.js';

export interface Dropped {
  startMs: number;
  endMs: number;
  text: string;
  reason: string;
}

/** What Whisper writes over silence and music because its training films ended so (whisper.cpp 1724, minutes 242). */
const stockPhrases =
  /^(thank(s| you)( very much| so much)?( for (watching|listening|your attention))?|(please )?(like and )?subscribe.*|.*(subtitles|captions|transcript(ion)?) (by|provided).*|.*amara org.*|you( you)*|bye( bye)*|see you (in the )?next (time|video).*)$/;
/** A word needs sound in this share of its time. */
const leastVoicedShare = 0.2;
/** Nobody speaks three times as fast as expected for a whole chunk. */
const fastest = 3;
/** A stock phrase is believed when this share of its expected length sounds … */
const stockVoicedShare = 0.6;
/** … and the decoder was sure of it. */
const stockLogProbability = -0.5;

/** Takes out words that no sound stands behind, and lists them with the reason. */
export function dropInvented(
  words: Word[],
  attempt: Attempt,
  { voiced }: Energy,
): { kept: Word[]; dropped: Dropped[] } {
  const dropped: Dropped[] = [];
  const drop = (startMs: number, endMs: number, text: string, reason: string) =>
    dropped.push({ startMs, endMs, text, reason });
  const last = words.at(-1);
  if (attempt.loopedText !== '')
    drop(last?.startMs ?? 0, last?.endMs ?? 0, attempt.loopedText.trim(), 'repetition loop');
  if (!last) return { kept: [], dropped };
  const whole = invented(words, attempt, voicedMs(voiced, 0, voiced.length * 10));
  if (whole) {
    drop(words[0]!.startMs, last.endMs, textOf(words), whole);
    return { kept: [], dropped };
  }
  const kept = words.filter((word) => {
    const sounds =
      voicedMs(voiced, word.startMs, word.endMs) >= leastVoicedShare * (word.endMs - word.startMs);
    if (!sounds) drop(word.startMs, word.endMs, word.text, 'no voiced sound');
    return sounds;
  });
  return { kept, dropped };
}

/** Why all words of a chunk are taken for invented, or null. */
function invented(words: Word[], attempt: Attempt, soundMs: number): string | null {
  const expectedMs = words.reduce((sum, word) => sum + expectedWordMs(word.text), 0);
  if (expectedMs > fastest * soundMs) return 'more words than the sound can hold';
  const isStock = stockPhrases.test(words.map((word) => bare(word.text)).join(' '));
  const doubtful =
    soundMs < stockVoicedShare * expectedMs || attempt.meanLogProbability < stockLogProbability;
  return isStock && doubtful ? 'stock phrase over little sound' : null;
}

function voicedMs(voiced: Uint8Array, startMs: number, endMs: number): number {
  let sum = 0;
  for (let frame = Math.floor(startMs / 10); frame < endMs / 10; frame++) sum += (voiced[frame] ?? 0) * 10;
  return sum;
}
