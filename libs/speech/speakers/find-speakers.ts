import type { Span } from '#contracts';
import { withRecording } from '../audio/chunk-samples.js';
import { openModel } from '../engine/model-files.js';
import { type PcmRecording, sampleRate } from '../sounds/pcm-recording.js';
import type { VoiceVector } from './likeness.js';
import { tellApart } from './tell-apart.js';
import { VoiceModel } from './voice-model.js';
import { fullWindows, windowsIn } from './voice-windows.js';
import { whoSpeaks } from './who-speaks.js';

/** What is looked for, and in which recording. */
export interface SpeakerSearch {
  /** Raw 16 kHz mono s16le samples. */
  pcmPath: string;
  /** Stretches in which voice was found. */
  speech: Span[];
  /** Every word's time, in order. */
  words: Span[];
  /** Speakers at most. */
  most: number;
}

export interface SpeakersFound {
  /** How each speaker sounds. */
  voices: VoiceVector[];
  /** For each word the index of its speaker. */
  speakerOf: number[];
}

/** Windows that are looked at together: more are no faster, and an abort or a progress comes after each lot. */
const lot = 16;

/** Hears who says each word. Memory: the model, and 1 KB for each second of speech. */
export async function findSpeakers(
  { pcmPath, speech, words, most }: SpeakerSearch,
  modelPath: string,
  progress: (fraction: number) => void,
): Promise<SpeakersFound> {
  const windows = windowsIn(speech);
  const model = await openModel(modelPath, () => VoiceModel.load(modelPath));
  const vectors = await withRecording(pcmPath, (recording) => hear(recording, windows, model, progress));
  const voices = tellApart(
    fullWindows(windows).map((i) => vectors[i]!),
    most,
  );
  return { voices, speakerOf: voices.length > 0 ? whoSpeaks(words, windows, vectors, voices) : [] };
}

async function hear(
  recording: PcmRecording,
  windows: Span[],
  model: VoiceModel,
  progress: (fraction: number) => void,
): Promise<VoiceVector[]> {
  const vectors: VoiceVector[] = [];
  while (vectors.length < windows.length) {
    const from = vectors.length;
    const samples = lengthOf(windows[from]!);
    let to = from + 1;
    while (to < windows.length && to - from < lot && lengthOf(windows[to]!) === samples) to++;
    const sound = await Promise.all(
      windows
        .slice(from, to)
        .map(({ startMs }) => recording.read(Math.round((startMs / 1000) * sampleRate), samples)),
    );
    vectors.push(...(await model.vectors(sound)));
    progress(vectors.length / windows.length);
  }
  return vectors;
}

const lengthOf = ({ startMs, endMs }: Span): number => Math.round(((endMs - startMs) / 1000) * sampleRate);
