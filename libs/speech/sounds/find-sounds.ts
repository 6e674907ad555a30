import type { SoundEvent, Sounds, Span } from '#contracts';
import { type FoundSound, joined, overlaps, type Soundscape } from './events.js';
import { findGapSounds } from './gap-sounds.js';
import { levelHopMs, measureLevels, noiseFloor, quantile } from './levels.js';
import { trackPartials } from './partial-tracks.js';
import { PcmRecording } from './pcm-recording.js';
import { findRecurrences } from './recurrence.js';
import { findSteadyMusic } from './steady-music.js';
import { findSteadyPartials } from './steady-partials.js';
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
    progress(0.4);
    const tracks = await trackPartials(recording);
    const { sounds, music } = findGapSounds(scene, findSteadyMusic(tracks, scene));
    const steady = findSteadyPartials(tracks, music);
    progress(0.7);
    const recurring = await findRecurrences(recording, scene, sounds, music);
    const events = gather(sounds, [...recurring, ...steady]);
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

/** Sounds of the gaps and places under speech; what several detectors found is one event, and surer. */
function gather(gaps: readonly FoundSound[], others: readonly FoundSound[]): SoundEvent[] {
  const alone = gaps.map((gap) => {
    const same = others.filter((other) => overlaps(gap, other));
    return event(gap, 'gap', [gap, ...same]);
  });
  const under = others.filter((other) => !gaps.some((gap) => overlaps(gap, other)));
  const over = joined(under, 1).map((span) =>
    event(
      span,
      'over',
      under.filter((other) => overlaps(span, other)),
    ),
  );
  return [...alone, ...over].sort((a, b) => a.startMs - b.startMs);
}

function event({ startMs, endMs }: Span, mode: SoundEvent['mode'], found: readonly FoundSound[]): SoundEvent {
  const evidence = [...new Set(found.map(({ by }) => by))];
  const doubt = evidence.reduce(
    (left, by) => left * (1 - Math.max(...found.filter((one) => one.by === by).map(({ score }) => score))),
    1,
  );
  return { startMs, endMs, kind: 'unknown', mode, confidence: 1 - doubt, evidence };
}
