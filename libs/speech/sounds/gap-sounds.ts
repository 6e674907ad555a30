import type { Span } from '#contracts';
import { type FoundSound, joined, overlaps, type Soundscape } from './events.js';
import { meanIn, peakIn } from './heard-sounds.js';
import { levelHopMs } from './levels.js';
import { voiceFrameMs } from './voice-probability.js';

/** A sound stands this far above the room and at most this far below the speech to be heard at all. */
const aboveFloorDb = 14;
const belowSpeechDb = 34;
/** Its loudest 10 ms come within this of the speech; quieter is breath, cloth and chairs. */
const leastPeakDb = -14;
/** Dips shorter than this lie inside a sound (the beats of two partials); shorter sounds are clicks. */
const shortestHoleMs = 50;
const shortestSoundMs = 20;
/** Speech, even a fragment of it, reaches 0.8; chimes stay under 0.6 on average. */
const mostMeanVoice = 0.6;
const mostPeakVoice = 0.8;
/** Notes of one chime lie closer than this. */
const chimeJoinMs = 250;
/** Notes of music lie closer than this, and it lasts longer: the longest ping measured was 1.36 s, the shortest sting 1.95 s. */
const musicJoinMs = 600;
const longestChimeMs = 1700;
/** The end of a sound fades under the threshold before it fades from hearing. */
const tailMs = 60;
const headMs = 10;

/** Where there is energy well above the room and the voice detector hears no voice. */
export const voicelessStretches = (scene: Soundscape): Span[] =>
  audibleStretches(scene).filter((span) => {
    const voice = voiceIn(scene, span);
    return voice.mean < mostMeanVoice && voice.peak < mostPeakVoice;
  });

/** In a bed of music the network hears the bed's own notes up to 0.35, chimes in its pauses from 0.48 (our measurement). */
const leastInBed = 0.45;

/**
 * Sounds that stand alone between words, of the stretches without a voice. What lasts like music, or plays before the
 * first or after the last words, is the show's own; so is what the network hears as a bed, but for a clear notification.
 */
export function findGapSounds(
  scene: Soundscape,
  voiceless: readonly Span[],
  {
    steady,
    notification,
    music,
  }: { steady: readonly Span[]; notification: Float32Array; music: Float32Array },
): { sounds: FoundSound[]; lasting: Span[] } {
  const speech = speechExtent(scene);
  const lasting = joined(voiceless, musicJoinMs).filter(
    (span) =>
      !isClearly(notification, music, span) &&
      (span.endMs - span.startMs > longestChimeMs ||
        span.endMs < speech.startMs ||
        span.startMs > speech.endMs ||
        isSting(notification, music, span)),
  );
  const isMusic = (span: Span) =>
    lasting.some((piece) => overlaps(span, piece)) ||
    (steady.some((piece) => overlaps(span, piece)) && peakIn(notification, span) < leastInBed);
  const sounds = joined(voiceless, chimeJoinMs)
    .filter((span) => !isMusic(span))
    .map((span) => ({ span, peakDb: peakDb(scene, span) - scene.speechDb }))
    .filter(({ peakDb }) => peakDb >= leastPeakDb)
    .map(({ span, peakDb }) => ({
      startMs: Math.max(0, span.startMs - headMs),
      endMs: Math.min(span.endMs + tailMs, scene.levels.length * levelHopMs),
      score: scoreOf(peakDb, voiceIn(scene, span).mean),
      by: 'energy-without-voice',
    }));
  return { sounds, lasting };
}

/** Within these the network's mean answers lay for two chimes at a time, and for stings of 1.6 s (our measurement). */
const clearMean = 0.6;
const clearPeak = 0.95;
const shortestStingMs = 1000;
const musicMean = 0.7;
const mostStingMean = 0.42;

/** Two chimes in a row, or one behind the last word: a notification all through, and hardly music. */
const isClearly = (notification: Float32Array, music: Float32Array, span: Span) =>
  peakIn(notification, span) >= clearPeak &&
  meanIn(notification, span) >= clearMean &&
  meanIn(music, span) <= 1 - clearMean;

/** A piece of the show's music, though as short as a long ring. */
const isSting = (notification: Float32Array, music: Float32Array, span: Span) =>
  span.endMs - span.startMs >= shortestStingMs &&
  meanIn(music, span) >= musicMean &&
  meanIn(notification, span) <= mostStingMean;

/** The show's own music: pieces that stand alone and beds, one span where their notes are close. */
export const allMusic = (lasting: readonly Span[], steady: readonly Span[]): Span[] =>
  joined([...lasting, ...steady], musicJoinMs);

/** Typing, applause, a walk through leaves: no silence, though nothing is said. */
export const lastingNoise = (noise: readonly Span[]): Span[] =>
  joined(noise, musicJoinMs).filter(({ startMs, endMs }) => endMs - startMs > longestChimeMs);

/** Louder and less like a voice is surer; 0.5 at the thresholds. */
const scoreOf = (peakDb: number, voice: number) =>
  0.5 + 0.25 * Math.min(1, (peakDb - leastPeakDb) / 12) + 0.25 * (1 - voice / mostMeanVoice);

function audibleStretches({ levels, floor, speechDb }: Soundscape): Span[] {
  const stretches: Span[] = [];
  let start = -1;
  for (let h = 0; h <= levels.length; h++) {
    const on = h < levels.length && levels[h]! > Math.max(floor[h]! + aboveFloorDb, speechDb - belowSpeechDb);
    if (on && start < 0) start = h;
    if (!on && start >= 0) {
      stretches.push({ startMs: start * levelHopMs, endMs: (h + 1) * levelHopMs });
      start = -1;
    }
  }
  return joined(stretches, shortestHoleMs).filter((span) => span.endMs - span.startMs >= shortestSoundMs);
}

function voiceIn({ voice }: Soundscape, span: Span): { mean: number; peak: number } {
  const first = Math.floor(span.startMs / voiceFrameMs);
  const frames = voice.subarray(first, Math.max(first + 1, Math.ceil(span.endMs / voiceFrameMs)));
  return {
    mean: frames.reduce((sum, p) => sum + p, 0) / Math.max(1, frames.length),
    peak: Math.max(0, ...frames),
  };
}

function peakDb({ levels }: Soundscape, span: Span): number {
  return levels
    .subarray(Math.floor(span.startMs / levelHopMs), Math.ceil(span.endMs / levelHopMs))
    .reduce((peak, level) => Math.max(peak, level), -100);
}

/** From the first to the last sure voice; everything when there is none. */
function speechExtent({ voice, levels }: Soundscape): Span {
  const first = voice.findIndex((p) => p > mostPeakVoice);
  const last = voice.findLastIndex((p) => p > mostPeakVoice);
  if (first < 0) return { startMs: 0, endMs: levels.length * levelHopMs };
  return { startMs: first * voiceFrameMs, endMs: (last + 1) * voiceFrameMs };
}
