import type { Span } from '#contracts';
import { type PcmRecording, sampleRate } from './pcm-recording.js';

/** 32 ms windows every 10 ms hold four periods of the lowest pitch looked at. */
const frame = 512;
const hop = sampleRate / 100;
/** Periods from 4 kHz, where few sounds have their pitch, to 100 Hz. */
const shortestPeriod = 4;
const longestPeriod = 160;
/** Of periods that fit nearly as well as the best the shortest counts: the others are its multiples. */
const nearlyBest = 0.9;
/** A frame has a pitch when it is this much like itself one period later. */
const leastClarity = 0.5;
/** Men and women speak from 75 to 300 Hz, and laugh about twice as high. */
const lowestPitchHz = 120;
const highestPitchHz = 500;
/** What is this far under the loudest frame is the room’s answer. */
const reachDb = 15;
/**
 * Laughs had such a pitch in all of their loud frames, and it moved by 11 to 13 thousandths in 10 ms; 240 notification
 * sounds with a pitch that low moved by 4 at most, buzzes in a kitchen by 2 (our measurement, sounds in gaps).
 */
const leastVoiced = 0.8;
const leastGlide = 0.007;
/** A step from note to note is no glide. */
const mostGlide = 0.1;
/** Of less than this the median says little. */
const leastGlides = 8;

/** Whether a sound has a voice’s pitch all through that never holds still: a laugh, a hum, a cry, hardly a chime. */
export async function isGlidingVoice(
  recording: Pick<PcmRecording, 'read'>,
  { startMs, endMs }: Span,
): Promise<boolean> {
  const first = Math.round((startMs * sampleRate) / 1000);
  const samples = await recording.read(first, Math.round((endMs * sampleRate) / 1000) - first);
  const power: number[] = [];
  const pitch: number[] = [];
  for (let at = 0; at + frame + longestPeriod <= samples.length; at += hop) {
    power.push(energy(samples, at));
    pitch.push(pitchAt(samples, at));
  }
  const least = Math.max(...power) * 10 ** (-reachDb / 10);
  const isVoiced = (n: number) =>
    power[n]! >= least && pitch[n]! >= lowestPitchHz && pitch[n]! <= highestPitchHz;
  const loud = power.filter((value) => value >= least).length;
  const voiced = pitch.filter((_, n) => isVoiced(n)).length;
  const glides = pitch
    .flatMap((hz, n) =>
      n > 0 && isVoiced(n) && isVoiced(n - 1) ? [Math.abs(Math.log(hz / pitch[n - 1]!))] : [],
    )
    .filter((glide) => glide < mostGlide)
    .sort((a, b) => a - b);
  return (
    voiced >= leastVoiced * loud &&
    glides.length >= leastGlides &&
    glides[Math.floor(glides.length / 2)]! >= leastGlide
  );
}

function energy(samples: Float32Array, from: number): number {
  let sum = Number.MIN_VALUE;
  for (let n = from; n < from + frame; n++) sum += samples[n]! * samples[n]!;
  return sum;
}

/** Pitch in Hz of the frame at `from` by normalised autocorrelation, 0 without one. */
function pitchAt(samples: Float32Array, from: number): number {
  const here = energy(samples, from);
  const likeness = Array.from({ length: longestPeriod + 1 }, (_, period) => {
    if (period < shortestPeriod - 1) return 0;
    let product = 0;
    for (let n = from; n < from + frame; n++) product += samples[n]! * samples[n + period]!;
    return product / Math.sqrt(here * energy(samples, from + period));
  });
  const tops: number[] = [];
  for (let period = shortestPeriod; period < longestPeriod; period++)
    if (likeness[period]! > likeness[period - 1]! && likeness[period]! >= likeness[period + 1]!)
      tops.push(period);
  const best = Math.max(...tops.map((period) => likeness[period]!));
  const period = tops.find((top) => likeness[top]! > nearlyBest * best);
  if (period === undefined || likeness[period]! < leastClarity) return 0;
  const [left, top, right] = [likeness[period - 1]!, likeness[period]!, likeness[period + 1]!];
  return sampleRate / (period + (0.5 * (left - right)) / (left - 2 * top + right));
}
