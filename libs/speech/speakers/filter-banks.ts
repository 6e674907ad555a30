import { RealFft } from '../sounds/fft.js';
import { sampleRate } from '../sounds/pcm-recording.js';

/** Values a frame has. The constants are those of Kaldi's filter banks, with which the voice model was trained. */
export const banks = 80;
const frameSamples = 0.025 * sampleRate;
const stepSamples = 0.01 * sampleRate;
const fftSize = 512;
const preEmphasis = 0.97;
/** Kaldi's own window: a Hann window to the power of 0.85. */
const windowPower = 0.85;
const lowestHz = 20;
/** Float32's epsilon: silence has a logarithm too. */
const leastEnergy = 1.1920929e-7;

/** Log mel energies of speech, made for many calls on one thread. */
export class FilterBanks {
  private readonly fft = new RealFft(fftSize);
  private readonly re = new Float64Array(this.fft.bins);
  private readonly im = new Float64Array(this.fft.bins);
  private readonly frame = new Float64Array(fftSize);
  private readonly window = Float64Array.from(
    { length: frameSamples },
    (_, n) => (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (frameSamples - 1))) ** windowPower,
  );
  private readonly filters = melFilters(this.fft.bins);

  /** One row of `banks` values each 10 ms, less each bank's mean over all rows, so that microphones sound alike. */
  of(samples: Float32Array): Float32Array {
    return lessMean(this.levels(samples), framesOf(samples.length));
  }

  /** The same as they are, to compare sounds of one recording. */
  levels(samples: Float32Array): Float32Array {
    const frames = framesOf(samples.length);
    const rows = new Float32Array(frames * banks);
    for (let frame = 0; frame < frames; frame++)
      this.measure(samples, frame * stepSamples, rows.subarray(frame * banks, (frame + 1) * banks));
    return rows;
  }

  private measure(samples: Float32Array, offset: number, row: Float32Array): void {
    const { frame, window, re, im } = this;
    let mean = 0;
    for (let n = 0; n < frameSamples; n++) mean += samples[offset + n]! / frameSamples;
    for (let n = frameSamples - 1; n >= 0; n--) {
      const before = samples[offset + Math.max(0, n - 1)]! - mean;
      frame[n] = (samples[offset + n]! - mean - preEmphasis * before) * window[n]!;
    }
    this.fft.forward(frame, re, im);
    for (const [bank, { first, weights }] of this.filters.entries()) {
      let energy = 0;
      for (let i = 0; i < weights.length; i++)
        energy += weights[i]! * (re[first + i]! ** 2 + im[first + i]! ** 2);
      row[bank] = Math.log(Math.max(energy, leastEnergy));
    }
  }
}

/** Frames that lie wholly inside so many samples. */
export const framesOf = (samples: number): number =>
  samples < frameSamples ? 0 : 1 + Math.floor((samples - frameSamples) / stepSamples);

const mel = (hz: number): number => 1127 * Math.log(1 + hz / 700);

/** Triangles that are evenly spaced and half overlapping in mel, up to half the sample rate. */
function melFilters(bins: number): { first: number; weights: number[] }[] {
  const lowest = mel(lowestHz);
  const step = (mel(sampleRate / 2) - lowest) / (banks + 1);
  // The last bin, half the sample rate itself, belongs to no filter in Kaldi.
  const places = Array.from(
    { length: bins - 1 },
    (_, bin) => (mel((bin * sampleRate) / fftSize) - lowest) / step,
  );
  return Array.from({ length: banks }, (_, bank) => {
    const heights = places.map((place) => Math.max(0, 1 - Math.abs(place - bank - 1)));
    const first = heights.findIndex((height) => height > 0);
    return { first, weights: heights.slice(first, heights.findLastIndex((height) => height > 0) + 1) };
  });
}

function lessMean(rows: Float32Array, frames: number): Float32Array {
  for (let bank = 0; bank < banks; bank++) {
    let mean = 0;
    for (let at = bank; at < rows.length; at += banks) mean += rows[at]! / frames;
    for (let at = bank; at < rows.length; at += banks) rows[at]! -= mean;
  }
  return rows;
}
