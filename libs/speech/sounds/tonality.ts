import type { Span } from '#contracts';
import { PowerSpectrum } from './fft.js';
import { peakIn } from './heard-sounds.js';
import { type PcmRecording, sampleRate } from './pcm-recording.js';
import type { HeardSteps } from './sound-model.js';

/** 64 ms windows every 16 ms, lines from 250 to 7500 Hz: under them lie hum and the thud of doors. */
const frame = 1024;
const hopMs = 16;
const firstLine = 16;
const lastLine = 480;
/** The strongest tones of a frame, each with the lines that its window spreads it over. */
const countedTones = 4;
const spread = 2;

/**
 * Typing, steps and cloth hold at most 0.36 of their strength in four tones, also in a kitchen and over a telephone;
 * chimes, rings and buzzes at least 0.74, a knock beside typing 0.51 (our measurement, sounds in gaps).
 */
const leastTonality = 0.45;
/** A sound of noise that the network is this sure of, such as a swish, stays one. */
const sureOfNoise = 0.8;

/** The stretches that have a pitch, or that the network knows, and the rest: typing, a step, a chair. */
export async function partNoise(
  recording: Pick<PcmRecording, 'read'>,
  stretches: readonly Span[],
  { notification }: HeardSteps,
): Promise<{ pitched: Span[]; noise: Span[] }> {
  const meter = new ToneMeter();
  const pitched: Span[] = [];
  const noise: Span[] = [];
  for (const stretch of stretches) {
    const isPitched =
      peakIn(notification, stretch) >= sureOfNoise ||
      (await meter.tonality(recording, stretch)) >= leastTonality;
    (isPitched ? pitched : noise).push(stretch);
  }
  return { pitched, noise };
}

class ToneMeter {
  private readonly spectrum = new PowerSpectrum(frame);

  /** The share of a sound's power that lies in its frames' strongest tones, 0 to 1; loud frames count more. */
  async tonality(recording: Pick<PcmRecording, 'read'>, { startMs, endMs }: Span): Promise<number> {
    const hop = (hopMs * sampleRate) / 1000;
    const frames = Math.max(1, Math.ceil((endMs - startMs) / hopMs) - frame / hop / 2);
    const first = Math.round((startMs * sampleRate) / 1000) - hop;
    const samples = await recording.read(first, (frames - 1) * hop + frame);
    let tones = 0;
    let loudness = 0;
    for (let f = 0; f < frames; f++) {
      const { share, total } = this.frameTones(samples, f * hop);
      tones += Math.sqrt(total) * share;
      loudness += Math.sqrt(total);
    }
    return tones / loudness;
  }

  private frameTones(samples: Float32Array, offset: number): { share: number; total: number } {
    const power = this.spectrum.of(samples, offset);
    let total = Number.MIN_VALUE;
    for (let k = firstLine; k < lastLine; k++) total += power[k]!;
    let tones = 0;
    for (let tone = 0; tone < countedTones; tone++) tones += takeStrongest(power);
    return { share: tones / total, total };
  }
}

/** The power of the strongest tone left, which is then gone. */
function takeStrongest(power: Float64Array): number {
  let top = firstLine;
  for (let k = firstLine; k < lastLine; k++) if (power[k]! > power[top]!) top = k;
  let sum = 0;
  for (let k = Math.max(firstLine, top - spread); k <= Math.min(lastLine - 1, top + spread); k++) {
    sum += power[k]!;
    power[k] = 0;
  }
  return sum;
}
