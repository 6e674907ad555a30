import type { Sounds } from '#contracts';
import { inOwnProcess } from '../own-process.js';
import { type FoundSound, overlaps, type Soundscape } from './events.js';
import { allMusic, findGapSounds, lastingNoise, voicelessStretches } from './gap-sounds.js';
import { gather, withoutVoiceTakenForChimes } from './gather.js';
import { isGlidingVoice } from './gliding-voice.js';
import { doubted, findHeard, findMusic } from './heard-sounds.js';
import { levelHopMs, loudLevel, measureLevels, noiseFloor, quantile } from './levels.js';
import { loudStretches } from './loud-stretches.js';
import { PcmRecording } from './pcm-recording.js';
import { findRecurrences } from './recurrence.js';
import type { HeardSteps, HearSearch, hearFile } from './sound-model.js';
import { findStarterSounds } from './starter-sounds.js';
import { partNoise } from './tonality.js';
import { findVibrations } from './vibration.js';
import { voiceFrameMs, voiceProbability } from './voice-probability.js';

export interface SoundSearch {
  /** Raw 16 kHz mono s16le samples. */
  pcmPath: string;
  /** Silero VAD's 16 kHz ONNX file. */
  voiceModel: string;
  /** Our own network's ONNX file. */
  soundModel: string;
}

/**
 * Finds the sounds in a recording that are not its speech. It computes on the calling thread and, for our network, in a
 * second process; `detectSounds` runs it in a process of its own.
 */
export async function findSounds(
  { pcmPath, voiceModel, soundModel }: SoundSearch,
  progress: (fraction: number) => void = () => {},
): Promise<Sounds> {
  const recording = await PcmRecording.open(pcmPath);
  try {
    const levels = await measureLevels(recording);
    const [heard, voice] = await Promise.all([
      hearBeside({ pcmPath, model: soundModel, loudDb: loudLevel(levels) }),
      voiceProbability(recording, voiceModel),
    ]);
    progress(0.5);
    const scene = { levels, floor: noiseFloor(levels), voice, speechDb: speechLevel(levels, voice) };
    return await findInScene(recording, scene, heard);
  } finally {
    await recording.close();
  }
}

/** What level, voice and network say together, and what is heard again. */
export async function findInScene(
  recording: PcmRecording,
  scene: Soundscape,
  heard: HeardSteps,
): Promise<Sounds> {
  const { pitched, noise } = await partNoise(recording, voicelessStretches(scene), heard);
  const steady = findMusic(heard);
  const { notification } = heard;
  const { sounds, lasting } = findGapSounds(scene, pitched, { steady, ...heard });
  const music = allMusic(lasting, steady);
  const heardSounds = findHeard(heard, { lasting, steady, gaps: sounds });
  const known = await findStarterSounds(recording, scene, [...sounds, ...heardSounds]);
  const recurring = await findRecurrences(recording, scene, { seeds: sounds, music, notification });
  const matches = [...known, ...recurring];
  const pieces = [...lasting, ...steady];
  const vibrations = await findVibrations(recording, scene, { pieces, music: heard.music });
  const events = gather({
    gaps: [...(await withoutLaughs(recording, doubted(sounds, heard, matches), matches)), ...vibrations.gaps],
    matches,
    heard: [...heardSounds, ...vibrations.over],
  });
  return {
    events: withoutVoiceTakenForChimes(events, scene.levels.length * levelHopMs),
    music: allMusic([...lasting, ...lastingNoise(noise)], steady),
    loud: loudStretches(scene),
  };
}

/** The network takes laughs for chimes: what glides like a voice is doubted, unless the very same is heard again. */
async function withoutLaughs(
  recording: PcmRecording,
  gaps: readonly FoundSound[],
  matches: readonly FoundSound[],
): Promise<FoundSound[]> {
  const judged: FoundSound[] = [];
  for (const gap of gaps) {
    const isOpen = !gap.doubted && !matches.some((match) => overlaps(gap, match));
    judged.push(isOpen && (await isGlidingVoice(recording, gap)) ? { ...gap, doubted: true } : gap);
  }
  return judged;
}

/** The network runs in a process beside this one: machines have two cores, and there is work for both. */
async function hearBeside(hear: HearSearch): Promise<HeardSteps> {
  const { notification, music } = await inOwnProcess<Awaited<ReturnType<typeof hearFile>>>(
    { from: import.meta.url, script: './sound-process', doing: 'Listening for sounds' },
    { hear },
    // It ends with this process, which is what an abort ends.
    { signal: new AbortController().signal },
  );
  return { notification: Float32Array.from(notification), music: Float32Array.from(music) };
}

/** Voice this sure is speech when its level is taken. */
const sureVoice = 0.8;
/** With less speech than this (a quarter of a second) the loudest tenth of everything stands in for it. */
const leastSpeechFrames = 50;

function speechLevel(levels: Float32Array, voice: Float32Array): number {
  const spoken = levels.filter(
    (_, h) => (voice[Math.floor((h * levelHopMs) / voiceFrameMs)] ?? 0) > sureVoice,
  );
  const level = spoken.length > leastSpeechFrames ? quantile(spoken, 0.8) : quantile(levels, 0.9);
  return Number.isNaN(level) ? -100 : level;
}
