/**
 * Fourier transform of real signals whose length is a power of two, written for many calls on one thread:
 * all tables and work space are made once. A real signal of N samples goes through a complex transform of N/2.
 */
export class RealFft {
  readonly bins: number;
  private readonly half: number;
  private readonly cos: Float64Array;
  private readonly sin: Float64Array;
  private readonly reversed: Uint32Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;

  /** `size`: samples a transform takes, a power of two from 4 up. */
  constructor(readonly size: number) {
    if (size < 4 || (size & (size - 1)) !== 0) throw new RangeError(`FFT size ${size} is not a power of two`);
    this.half = size / 2;
    this.bins = this.half + 1;
    this.cos = Float64Array.from({ length: this.half }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.sin = Float64Array.from({ length: this.half }, (_, k) => Math.sin((2 * Math.PI * k) / size));
    this.reversed = bitReversal(this.half);
    this.re = new Float64Array(this.half);
    this.im = new Float64Array(this.half);
  }

  /** Spectrum of `samples` (at least `size` of them from `offset`) into `re` and `im`, `bins` values each. */
  forward(samples: ArrayLike<number>, re: Float64Array, im: Float64Array, offset = 0): void {
    const { half, re: zr, im: zi, reversed } = this;
    for (let n = 0; n < half; n++) {
      const to = reversed[n]!;
      zr[to] = samples[offset + 2 * n]!;
      zi[to] = samples[offset + 2 * n + 1]!;
    }
    this.butterflies(-1);
    re[0] = zr[0]! + zi[0]!;
    im[0] = 0;
    re[half] = zr[0]! - zi[0]!;
    im[half] = 0;
    for (let k = 1; k < half; k++) {
      const evenRe = (zr[k]! + zr[half - k]!) / 2;
      const evenIm = (zi[k]! - zi[half - k]!) / 2;
      const oddRe = (zi[k]! + zi[half - k]!) / 2;
      const oddIm = (zr[half - k]! - zr[k]!) / 2;
      re[k] = evenRe + this.cos[k]! * oddRe + this.sin[k]! * oddIm;
      im[k] = evenIm + this.cos[k]! * oddIm - this.sin[k]! * oddRe;
    }
  }

  /** The signal whose spectrum is `re` + i `im`, written to `samples`: forward, then inverse, changes nothing. */
  inverse(re: Float64Array, im: Float64Array, samples: Float64Array | Float32Array): void {
    const { half, re: zr, im: zi, reversed } = this;
    for (let k = 0; k < half; k++) {
      const evenRe = (re[k]! + re[half - k]!) / 2;
      const evenIm = (im[k]! - im[half - k]!) / 2;
      const diffRe = (re[k]! - re[half - k]!) / 2;
      const diffIm = (im[k]! + im[half - k]!) / 2;
      const oddRe = diffRe * this.cos[k]! - diffIm * this.sin[k]!;
      const oddIm = diffRe * this.sin[k]! + diffIm * this.cos[k]!;
      const to = reversed[k]!;
      zr[to] = evenRe - oddIm;
      zi[to] = evenIm + oddRe;
    }
    this.butterflies(1);
    for (let n = 0; n < half; n++) {
      samples[2 * n] = zr[n]! / half;
      samples[2 * n + 1] = zi[n]! / half;
    }
  }

  /** Short spans go through the signal once a factor, long spans once a block: either way memory is read in order. */
  private butterflies(sign: 1 | -1): void {
    const { half, cos, sin } = this;
    for (let span = 1; span < half; span *= 2) {
      const stride = half / span;
      if (span < shortSpan)
        for (let j = 0; j < span; j++)
          for (let first = j; first < half; first += 2 * span)
            this.butterfly(first, span, cos[j * stride]!, sign * sin[j * stride]!);
      else
        for (let block = 0; block < half; block += 2 * span)
          for (let j = 0; j < span; j++)
            this.butterfly(block + j, span, cos[j * stride]!, sign * sin[j * stride]!);
    }
  }

  private butterfly(a: number, span: number, wr: number, wi: number): void {
    const { re, im } = this;
    const b = a + span;
    const tr = re[b]! * wr - im[b]! * wi;
    const ti = re[b]! * wi + im[b]! * wr;
    re[b] = re[a]! - tr;
    im[b] = im[a]! - ti;
    re[a] = re[a]! + tr;
    im[a] = im[a]! + ti;
  }
}

const shortSpan = 32;

/** Power of each spectral line of a frame in a Hann window; one buffer is written again and again. */
export class PowerSpectrum {
  private readonly fft: RealFft;
  private readonly window: Float64Array;
  private readonly windowed: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private readonly power: Float64Array;

  /** `size`: samples of a frame, a power of two from 4 up. A full-scale sine has the power (size / 4)². */
  constructor(private readonly size: number) {
    this.fft = new RealFft(size);
    this.window = Float64Array.from(
      { length: size },
      (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size),
    );
    this.windowed = new Float64Array(size);
    this.re = new Float64Array(this.fft.bins);
    this.im = new Float64Array(this.fft.bins);
    this.power = new Float64Array(this.fft.bins);
  }

  /** Of `size` samples from `offset`; the next call overwrites it. */
  of(samples: ArrayLike<number>, offset = 0): Float64Array {
    const { size, windowed, window, re, im, power } = this;
    for (let n = 0; n < size; n++) windowed[n] = samples[offset + n]! * window[n]!;
    this.fft.forward(windowed, re, im);
    for (let k = 0; k < power.length; k++) power[k] = re[k]! * re[k]! + im[k]! * im[k]!;
    return power;
  }
}

function bitReversal(length: number): Uint32Array {
  const order = new Uint32Array(length);
  const bits = Math.log2(length);
  for (let n = 0; n < length; n++) {
    let reversed = 0;
    for (let bit = 0; bit < bits; bit++) if (n & (1 << bit)) reversed |= 1 << (bits - 1 - bit);
    order[n] = reversed;
  }
  return order;
}
