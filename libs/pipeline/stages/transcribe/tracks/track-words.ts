import type { Span, Word } from '#contracts';
import { PcmRecording, sampleRate } from '#speech';
import type { SoundFile } from './sound-files.js';

/** A word, on whose track it was heard and how loud it is there. */
export interface TrackWord {
  word: Word;
  /** Index of the track. */
  track: number;
  /** Power on the track as it was recorded, in dB of full scale. */
  recordedDb: number;
  /** The same against the voice whose track it is: about 0 for that voice. */
  levelledDb: number;
  /** The loudest of the other tracks while it is said, each against its own voice. */
  othersDb: number;
  /** The same as recorded. */
  othersRecordedDb: number;
}

/** Digital silence, on which no logarithm can be taken. */
const leastPower = 1e-10;
/** Who has the track is the loudest on it: a tenth of the words may be louder than their voice. */
const voiceShare = 0.9;
/** A voice was on its own track at least this much before it came to another one, or at the same time. */
const earlierMs = 200;

/**
 * Measures the words of all tracks, read a word at a time.
 * @param heard the words of each file, in order
 * @returns all of them in order of start
 */
export async function measureWords(
  files: SoundFile[],
  heard: Word[][],
  signal: AbortSignal,
): Promise<TrackWord[]> {
  const recordings: PcmRecording[] = [];
  try {
    for (const { pcmPath } of files) recordings.push(await PcmRecording.open(pcmPath));
    const levels: number[][] = [];
    for (const [track, words] of heard.entries()) {
      signal.throwIfAborted();
      levels.push(await inTurn(words, (word) => powerDb(recordings[track]!, word)));
    }
    const voices = levels.map(voiceDb);
    const measured: TrackWord[] = [];
    for (const [track, words] of heard.entries()) {
      const its = files[track]?.track;
      for (const [i, said] of words.entries()) {
        signal.throwIfAborted();
        const before = { startMs: Math.max(0, said.startMs - earlierMs), endMs: said.endMs };
        const others = await inTurn(recordings, (recording, other) =>
          other === track ? -Infinity : powerDb(recording, before),
        );
        const recordedDb = levels[track]![i]!;
        const word = { ...said, ...(its && { speaker: its.speaker }) };
        const levelledDb = recordedDb - voices[track]!;
        const othersDb = Math.max(...others.map((db, other) => db - voices[other]!));
        const othersRecordedDb = Math.max(...others);
        measured.push({ word, track, recordedDb, levelledDb, othersDb, othersRecordedDb });
      }
    }
    return measured.sort((a, b) => a.word.startMs - b.word.startMs || a.word.endMs - b.word.endMs);
  } finally {
    for (const recording of recordings) await recording.close();
  }
}

async function inTurn<T, R>(items: T[], work: (item: T, at: number) => R | Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const [at, item] of items.entries()) results.push(await work(item, at));
  return results;
}

/** How loud the track's own voice is. A track without words has none: whatever it holds is quiet. */
const voiceDb = (levels: number[]): number =>
  [...levels].sort((a, b) => a - b)[Math.floor(voiceShare * levels.length)] ?? 0;

async function powerDb(recording: PcmRecording, { startMs, endMs }: Span): Promise<number> {
  const first = Math.round((startMs / 1000) * sampleRate);
  const samples = await recording.read(first, Math.round((endMs / 1000) * sampleRate) - first);
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return 10 * Math.log10(Math.max(leastPower, sum / Math.max(1, samples.length)));
}
