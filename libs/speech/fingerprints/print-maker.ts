import { RealFft } from '../sounds/fft.js';

/**
 * Fingerprints of sound after Haitsma and Kalker (ISMIR 2002): 32 bits every 24 ms, each the sign of how the difference
 * of energy between two neighbouring bands changes with time. Level and codec hardly move a sign. Theirs is 300 to
 * 2000 Hz in windows of 370 ms; ours stops at 1700 Hz and takes 256 ms, so that it works at a quarter of our rate.
 */
const inputRate = 16_000;
const decimation = 4;
const rate = inputRate / decimation;
const window = 1024;
const hop = 96;
const lowestHz = 300;
const highestHz = 1700;
const bits = 32;
const taps = 64;

/** One fingerprint stands for this much time. */
export const printMs = (hop / rate) * 1000;
/** The middle of what the first fingerprint describes: half a window, and half a hop since it compares two windows. */
export const firstPrintMs = ((window + hop) / 2 / rate) * 1000;

/** A window without sound has no fingerprint: this value, which sound never gives. */
export const silentPrint = 0;
/** Mean power of a window below this is silence: −70 dBFS, under the noise of any room. */
const silencePower = 1e-7;

/** First bin of each band and, last, the end of the highest: evenly spaced in pitch. */
const bandEdges = Array.from({ length: bits + 2 }, (_, band) =>
  Math.round((lowestHz * (highestHz / lowestHz) ** (band / (bits + 1)) * window) / rate),
);

/** Sinc under a Hamming window that lets through what the lower rate can hold. */
const lowPass = Float64Array.from({ length: taps }, (_, n) => {
  const x = n - (taps - 1) / 2;
  const sinc = Math.sin((Math.PI * x) / decimation) / (Math.PI * x);
  return sinc * (0.54 - 0.46 * Math.cos((2 * Math.PI * n) / (taps - 1)));
});
const hann = Float64Array.from(
  { length: window },
  (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / window),
);

/** Takes 16 kHz mono samples as they come and makes their fingerprints; an hour takes 3 s and 600 kB. */
export class PrintMaker {
  private readonly fft = new RealFft(window);
  private readonly re = new Float64Array(window / 2 + 1);
  private readonly im = new Float64Array(window / 2 + 1);
  private readonly windowed = new Float64Array(window);
  /** The last samples, each kept twice so that they lie in a row from any place. */
  private readonly recent = new Float64Array(2 * taps);
  private taken = 0;
  private readonly low = new Float64Array(window);
  private lowFilled = 0;
  private bands: Float64Array = new Float64Array(bits + 1);
  private before: Float64Array | null = null;
  private prints = new Uint32Array(4096);
  private count = 0;

  push(samples: Int16Array): void {
    for (const sample of samples) {
      const at = this.taken % taps;
      this.recent[at] = this.recent[at + taps] = sample / 32_768;
      if (++this.taken % decimation === 0) this.pushLow();
    }
  }

  /** Unsigned 32-bit little-endian numbers, one every `printMs`. */
  finish(): Buffer {
    return Buffer.from(this.prints.buffer, 0, this.count * Uint32Array.BYTES_PER_ELEMENT);
  }

  private pushLow(): void {
    const first = this.taken % taps;
    let sum = 0;
    for (let n = 0; n < taps; n++) sum += lowPass[n]! * this.recent[first + n]!;
    this.low[this.lowFilled++] = sum;
    if (this.lowFilled < window) return;
    this.add(this.printOfWindow());
    this.low.copyWithin(0, hop);
    this.lowFilled -= hop;
  }

  /** null for the very first window, which has none before it to differ from. */
  private printOfWindow(): number | null {
    const { low, windowed, re, im } = this;
    let power = 0;
    for (let n = 0; n < window; n++) {
      power += low[n]! * low[n]!;
      windowed[n] = low[n]! * hann[n]!;
    }
    this.fft.forward(windowed, re, im);
    const before = this.before;
    const now = this.bands;
    for (let band = 0; band <= bits; band++) {
      let energy = 0;
      for (let k = bandEdges[band]!; k < bandEdges[band + 1]!; k++) energy += re[k]! ** 2 + im[k]! ** 2;
      now[band] = energy;
    }
    this.before = now;
    this.bands = before ?? new Float64Array(bits + 1);
    if (!before) return null;
    if (power / window < silencePower) return silentPrint;
    let print = 0;
    for (let bit = 0; bit < bits; bit++)
      if (now[bit]! - now[bit + 1]! > before[bit]! - before[bit + 1]!) print |= 1 << bit;
    return print >>> 0 || 1;
  }

  private add(print: number | null): void {
    if (print === null) return;
    if (this.count === this.prints.length) {
      const longer = new Uint32Array(2 * this.count);
      longer.set(this.prints);
      this.prints = longer;
    }
    this.prints[this.count++] = print;
  }
}

/** The fingerprints that `PrintMaker` made, from where they were stored. */
export const readPrints = (bytes: Buffer): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer);
