import type { SoundEvent, Sounds } from '#contracts';
import type { Soundscape } from './events.js';
import { findGapSounds } from './gap-sounds.js';
import { levelHopMs, measureLevels, noiseFloor, quantile } from './levels.js';
import { PcmRecording } from './pcm-recording.js';
import { voiceFrameMs, voiceProbability } from './voice-probability.js';

export interface SoundSearch {
  /** Raw 16 kHz mono s16le samples. */
  pcmPath: string;
  /** Silero VAD's 16 kHz ONNX file. */
  voiceModel: string;
}

/**
 * Finds the sounds in a recording that are not its speech: one pass for levels and voice, then the detectors.
 * It computes on the calling thread; `detectSounds` runs it in a process of its own.
 */
export async function findSounds(
  { pcmPath, voiceModel }: SoundSearch,
  progress: (fraction: number) => void = () => {},
): Promise<Sounds> {
  const recording = await PcmRecording.open(pcmPath);
  try {
    const scene = await survey(recording, voiceModel);
    progress(0.5);
    const { sounds, music } = findGapSounds(scene);
    const events = sounds.map(
      ({ startMs, endMs, score, by }): SoundEvent => ({
        startMs,
        endMs,
        kind: 'unknown',
        mode: 'gap',
        confidence: score,
        evidence: [by],
      }),
    );
    return { events, music };
  } finally {
    await recording.close();
  }
}

/** Voice this sure is speech when its level is taken. */
const sureVoice = 0.8;
/** With less speech than this (a quarter of a second) the loudest tenth of everything stands in for it. */
const leastSpeechFrames = 50;

async function survey(recording: PcmRecording, voiceModel: string): Promise<Soundscape> {
  const voice = await voiceProbability(recording, voiceModel);
  const levels = await measureLevels(recording);
  const spoken = levels.filter(
    (_, h) => (voice[Math.floor((h * levelHopMs) / voiceFrameMs)] ?? 0) > sureVoice,
  );
  const speechDb = spoken.length > leastSpeechFrames ? quantile(spoken, 0.8) : quantile(levels, 0.9);
  return { levels, floor: noiseFloor(levels), voice, speechDb: Number.isNaN(speechDb) ? -100 : speechDb };
}
