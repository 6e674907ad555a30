import type { Word } from '#contracts';
import { PcmRecording, sampleRate } from '#speech';
import type { SoundFile } from './sound-files.js';

/** A word, on whose track it was heard and how loud it is there. */
export interface TrackWord {
  word: Word;
  /** Index of the track. */
  track: number;
  /** Power on the track as it was recorded, in dB of full scale. */
  recordedDb: number;
  /** The same in the mix, in which every voice is alike. */
  levelledDb: number;
}

/** Digital silence, on which no logarithm can be taken. */
const leastPower = 1e-10;

/** Measures each word on the track it was heard on; a word at a time is read. */
export async function measureWords(
  { pcmPath, track: its }: SoundFile,
  track: number,
  words: Word[],
  signal: AbortSignal,
): Promise<TrackWord[]> {
  const recording = await PcmRecording.open(pcmPath);
  try {
    const measured: TrackWord[] = [];
    for (const word of words) {
      signal.throwIfAborted();
      const first = Math.round((word.startMs / 1000) * sampleRate);
      const samples = await recording.read(first, Math.round((word.endMs / 1000) * sampleRate) - first);
      const recordedDb = decibels(samples);
      const speaker = its?.speaker;
      measured.push({
        word: { ...word, ...(speaker && { speaker }) },
        track,
        recordedDb,
        levelledDb: recordedDb + (its?.gainDb ?? 0),
      });
    }
    return measured;
  } finally {
    await recording.close();
  }
}

function decibels(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return 10 * Math.log10(Math.max(leastPower, sum / Math.max(1, samples.length)));
}
