import { sampleRate } from '../sounds/pcm-recording.js';

export const energyFrameMs = 10;
const frameSamples = (sampleRate * energyFrameMs) / 1000;
/** Lifts consonants against vowels, so that an s ends a pause as a vowel does. */
const preEmphasis = 0.9;
/** The floor and the level of the voice are taken from two seconds to either side. */
const reachFrames = 200;
const levelStep = 25;
const floorShare = 0.08;
const levelShare = 0.92;
/** Voiced from this share of the way between floor and level … */
const voicedShare = 0.3;
/** … and never further than this under the level. */
const deepestDb = 28;
/** Shorter holes are stops inside words; shorter bursts are clicks. */
const shortestHoleFrames = 4;
const shortestBurstFrames = 3;
/** Under this spread there is no voice to tell from a floor. */
const leastSpreadDb = 10;

/** Loudness of a stretch of sound in 10 ms frames, and where it stands out of its surroundings. */
export interface Energy {
  frames: number;
  db: Float32Array;
  /** 1 where a voice sounds. */
  voiced: Uint8Array;
  /** 0 at the local floor, 1 at the local level of the voice, at most 1.2. */
  height: Float32Array;
}

/** Measures samples of -1..1 at 16 kHz. Constants: our measurement on four episodes (word starts within 60 ms). */
export function measureEnergy(samples: Float32Array): Energy {
  const frames = Math.floor(samples.length / frameSamples);
  const db = decibels(samples, frames);
  const voiced = new Uint8Array(frames);
  const height = new Float32Array(frames);
  for (let at = 0; at < frames; at += levelStep) {
    const near = db.slice(Math.max(0, at - reachFrames), at + reachFrames).sort();
    const floor = quantile(near, floorShare);
    const level = quantile(near, levelShare);
    const threshold = Math.max(floor + voicedShare * (level - floor), level - deepestDb);
    for (let frame = at; frame < Math.min(frames, at + levelStep); frame++) {
      voiced[frame] = db[frame]! > threshold ? 1 : 0;
      height[frame] = Math.min(
        1.2,
        Math.max(0, (db[frame]! - floor) / Math.max(level - floor, leastSpreadDb)),
      );
    }
  }
  for (const [from, to] of runs(voiced, 0))
    if (to - from < shortestHoleFrames && from > 0 && to < frames) voiced.fill(1, from, to);
  for (const [from, to] of runs(voiced, 1)) if (to - from < shortestBurstFrames) voiced.fill(0, from, to);
  return { frames, db, voiced, height };
}

/** Runs of one value as [first, end) frame indices. */
export function runs(values: Uint8Array, value: number): [number, number][] {
  const found: [number, number][] = [];
  let from = -1;
  for (let i = 0; i <= values.length; i++) {
    const on = i < values.length && values[i] === value;
    if (on && from < 0) from = i;
    if (!on && from >= 0) {
      found.push([from, i]);
      from = -1;
    }
  }
  return found;
}

function decibels(samples: Float32Array, frames: number): Float32Array {
  const power = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0;
    for (let i = frame * frameSamples; i < (frame + 1) * frameSamples; i++)
      sum += (samples[i]! - (i > 0 ? preEmphasis * samples[i - 1]! : 0)) ** 2;
    power[frame] = sum / frameSamples;
  }
  return power.map((here, frame) => 10 * Math.log10((here + (power[frame + 1] ?? here)) / 2 + 1e-9));
}

/** Linear between neighbours; `sorted` ascends. */
function quantile(sorted: Float32Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  return sorted[below]! + (sorted[Math.min(below + 1, sorted.length - 1)]! - sorted[below]!) * (at - below);
}
