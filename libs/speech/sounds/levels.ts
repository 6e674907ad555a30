import type { Span } from '#contracts';
import { type PcmRecording, sampleRate } from './pcm-recording.js';

/** Levels are taken over 10 ms, every 5 ms: short enough for the attack of a click, long enough for a low voice. */
export const levelHopMs = 5;
const hop = (sampleRate * levelHopMs) / 1000;
/** Power of digital silence, so that its level is -100 dB and not minus infinity. */
const leastPower = 1e-10;
const blockHops = 4096;

/** Level of each 10 ms in dB of full scale, one value every `levelHopMs`, of the whole recording or the part `within`. */
export async function measureLevels(recording: PcmRecording, within?: Span): Promise<Float32Array> {
  const firstHop = Math.floor((within?.startMs ?? 0) / levelHopMs);
  const lastHop = Math.floor((within?.endMs ?? Infinity) / levelHopMs);
  const hops = Math.max(0, Math.min(lastHop, Math.floor(recording.length / hop)) - firstHop);
  const power = new Float32Array(hops);
  for (let first = 0; first < hops; first += blockHops) {
    const count = Math.min(blockHops, hops - first);
    const samples = await recording.read((firstHop + first) * hop, count * hop);
    for (let h = 0; h < count; h++) {
      let sum = 0;
      for (let n = h * hop; n < (h + 1) * hop; n++) sum += samples[n]! * samples[n]!;
      power[first + h] = sum / hop;
    }
  }
  return power.map((value, h) => 10 * Math.log10((value + (power[h + 1] ?? value)) / 2 + leastPower));
}

/** The floor is looked at in ±3 s: longer than a sentence's breathless run, shorter than a change of room. */
const floorReach = 3000 / levelHopMs;
const floorStep = 500 / levelHopMs;
/** Even fast speech leaves this share of its 10 ms pieces to the room. */
const floorQuantile = 0.06;

/** Room noise under the recording at each level's time, in dB. */
export function noiseFloor(levels: Float32Array): Float32Array {
  const floor = new Float32Array(levels.length);
  for (let at = 0; at < levels.length; at += floorStep) {
    const near = levels.slice(Math.max(0, at - floorReach), at + floorReach).sort();
    floor.fill(near[Math.floor(near.length * floorQuantile)]!, at, at + floorStep);
  }
  return floor;
}

/** The value below which the given share of `values` lies; NaN for none. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float32Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** What is this far under the loudest is not counted among the loud. */
const loudReachDb = 27;

/** Level of the louder part of whatever is loud, in dB: of the speech, where most of a recording is speech. */
export function loudLevel(levels: Float32Array): number {
  const least = quantile(levels, 0.99) - loudReachDb;
  const level = quantile(
    levels.filter((value) => value > least),
    0.8,
  );
  return Number.isNaN(level) ? -100 : level;
}
