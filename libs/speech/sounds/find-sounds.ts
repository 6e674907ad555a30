import type { SoundEvent, Sounds } from '#contracts';
import { type FoundSound, overlaps, type Soundscape } from './events.js';
import { findGapSounds } from './gap-sounds.js';
import { levelHopMs, measureLevels, noiseFloor, quantile } from './levels.js';
import { PcmRecording } from './pcm-recording.js';
import { findRecurrences } from './recurrence.js';
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
    const recurring = await findRecurrences(recording, scene, sounds, music);
    const events = gather(sounds, recurring);
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

/** Sounds of the gaps, surer where they were heard again, and the places under speech where they were. */
function gather(gaps: readonly FoundSound[], recurring: readonly FoundSound[]): SoundEvent[] {
  const event = (sound: FoundSound, mode: SoundEvent['mode'], evidence: string[]): SoundEvent => ({
    startMs: sound.startMs,
    endMs: sound.endMs,
    kind: 'unknown',
    mode,
    confidence: evidence.length > 1 ? (1 + sound.score) / 2 : sound.score,
    evidence,
  });
  const alone = gaps.map((gap) => event(gap, 'gap', [gap.by]));
  const over = recurring
    .filter((sound) => !gaps.some((gap) => overlaps(gap, sound)))
    .map((sound) => event(sound, 'over', [sound.by]));
  return [...alone, ...over].sort((a, b) => a.startMs - b.startMs);
}
