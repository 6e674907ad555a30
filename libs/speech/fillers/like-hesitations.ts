import type { Word } from '#contracts';
import { PcmRecording, sampleRate } from '../sounds/pcm-recording.js';
import { banks, FilterBanks, framesOf } from '../speakers/filter-banks.js';
import { bare, hesitationsOf } from './hesitations.js';

/**
 * A second hearing: a speaker says "um" much the same way each time. Words that a recogniser doubts, or that a pause
 * follows, are compared with the hesitations that it wrote down itself. Constants: our measurement on 26 made recordings.
 * Of 76 hesitations written as other words, 28 were nearer than 4 dB to a written one, and of 9,000 other words 51.
 */
const farthestDb = 6;
const nearestDb = 2.5;
/** A written hesitation is one for certain from this probability on. */
const surelyWritten = 0.3;
/** The mean of the two nearest: one alone may be badly placed. */
const nearestCounted = 2;
/** What may be a hesitation: short, and doubted, followed by a pause, or with some thought of a hesitation. */
const [shortestMs, longestMs] = [50, 450];
const mostLetters = 5;
const doubtBelow = 0.8;
const leastPauseMs = 50;
const leastThought = 5e-4;

/** A word's loud frames in three parts, each the mean shape of its spectrum in dB: a held vowel, and an m or none. */
type Print = number[][];
const parts = 3;
/** Single banks waver: the mean of so many neighbours is compared. */
const together = 4;
const marginMs = 10;
const loudWithinDb = 12;
const leastFrames = 4;
const dbPerNeper = 10 / Math.LN10;

/** Adds to words how alike they sound to hesitations elsewhere in the same file, where one was written and they may be one. */
export async function likenToHesitations(
  words: readonly Word[],
  pcmPath: string,
  language: string,
  signal: AbortSignal,
): Promise<Word[]> {
  const own = new Set(hesitationsOf(language)?.words);
  const isWritten = (word: Word) => word.heard === undefined && own.has(bare(word.text));
  const sure = words.filter((word) => isWritten(word) && (word.fillerProbability ?? 0) >= surelyWritten);
  if (sure.length === 0) return [...words];
  const recording = await PcmRecording.open(pcmPath);
  const printer = new Printer(recording);
  try {
    const known = (await inTurn(sure, signal, (word) => printer.of(word))).filter((print) => print !== null);
    return await inTurn(words, signal, async (word, at) => {
      if (isWritten(word) || !mayBeOne(word, words[at + 1])) return word;
      const print = await printer.of(word);
      const likeness = print ? likenessTo(print, known) : 0;
      return likeness > 0 ? { ...word, hesitationLikeness: Math.round(likeness * 100) / 100 } : word;
    });
  } finally {
    await recording.close();
  }
}

async function inTurn<T, U>(
  all: readonly T[],
  signal: AbortSignal,
  make: (one: T, at: number) => Promise<U>,
): Promise<U[]> {
  const made: U[] = [];
  for (const [at, one] of all.entries()) {
    signal.throwIfAborted();
    made.push(await make(one, at));
  }
  return made;
}

function mayBeOne(word: Word, next: Word | undefined): boolean {
  const lengthMs = word.endMs - word.startMs;
  if (lengthMs < shortestMs || lengthMs > longestMs || bare(word.heard ?? word.text).length > mostLetters)
    return false;
  const pauseMs = (next?.startMs ?? Number.POSITIVE_INFINITY) - word.endMs;
  return (
    pauseMs >= leastPauseMs || word.confidence < doubtBelow || (word.fillerProbability ?? 0) >= leastThought
  );
}

class Printer {
  private readonly banks = new FilterBanks();

  constructor(private readonly recording: PcmRecording) {}

  /** Null where there is too little sound. */
  async of({ startMs, endMs }: Word): Promise<Print | null> {
    const sampleAt = (ms: number) => Math.round((ms / 1000) * sampleRate);
    const first = sampleAt(startMs - marginMs);
    const sound = await this.recording.read(first, sampleAt(endMs + marginMs) - first);
    const rows = this.banks.levels(sound);
    const frames = Array.from({ length: framesOf(sound.length) }, (_, frame) => coarse(rows, frame));
    const loudest = Math.max(...frames.map(mean));
    const loud = frames.filter((frame) => mean(frame) > loudest - loudWithinDb);
    if (loud.length < leastFrames) return null;
    return Array.from({ length: parts }, (_, part) => {
      const from = Math.floor((part * loud.length) / parts);
      return shapeOf(loud.slice(from, Math.max(from + 1, Math.floor(((part + 1) * loud.length) / parts))));
    });
  }
}

function coarse(rows: Float32Array, frame: number): number[] {
  const row = rows.subarray(frame * banks, (frame + 1) * banks);
  return Array.from(
    { length: banks / together },
    (_, band) => dbPerNeper * mean(row.subarray(band * together, (band + 1) * together)),
  );
}

/** The mean of some frames, less its own level. */
function shapeOf(frames: number[][]): number[] {
  const shape = frames[0]!.map((_, band) => mean(frames.map((frame) => frame[band]!)));
  const level = mean(shape);
  return shape.map((value) => value - level);
}

/** 1 for the very same, 0 for anything else. */
function likenessTo(print: Print, known: readonly Print[]): number {
  const away = known
    .map((other) => mean(print.map((shape, part) => distanceDb(shape, other[part]!))))
    .sort((a, b) => a - b);
  const nearest = mean(away.slice(0, nearestCounted));
  return Math.min(1, Math.max(0, (farthestDb - nearest) / (farthestDb - nearestDb)));
}

const distanceDb = (one: number[], other: number[]) =>
  Math.sqrt(mean(one.map((value, band) => (value - other[band]!) ** 2)));

const mean = (values: ArrayLike<number>) => {
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += values[n]!;
  return sum / values.length;
};
