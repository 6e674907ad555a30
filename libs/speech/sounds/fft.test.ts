import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RealFft } from './fft.js';

describe('RealFft', () => {
  it('finds a cosine in its own bin and nowhere else', () => {
    const fft = new RealFft(64);
    const re = new Float64Array(fft.bins);
    const im = new Float64Array(fft.bins);
    fft.forward(
      Array.from({ length: 64 }, (_, n) => Math.cos((2 * Math.PI * 5 * n) / 64)),
      re,
      im,
    );
    expect(re[5]).toBeCloseTo(32, 9);
    for (let k = 0; k < fft.bins; k++) if (k !== 5) expect(Math.hypot(re[k]!, im[k]!)).toBeLessThan(1e-9);
  });

  it('gives a signal back after forward and inverse', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(4, 16, 256)
          .chain((size) =>
            fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: size, maxLength: size }),
          ),
        (signal) => {
          const fft = new RealFft(signal.length);
          const re = new Float64Array(fft.bins);
          const im = new Float64Array(fft.bins);
          const back = new Float64Array(signal.length);
          fft.forward(signal, re, im);
          fft.inverse(re, im, back);
          signal.forEach((value, n) => {
            expect(back[n]).toBeCloseTo(value, 9);
          });
        },
      ),
    );
  });

  it('agrees with the definition of the transform', () => {
    const signal = Float64Array.from({ length: 16 }, (_, n) => Math.sin(n * n));
    const fft = new RealFft(16);
    const re = new Float64Array(fft.bins);
    const im = new Float64Array(fft.bins);
    fft.forward(signal, re, im);
    for (let k = 0; k < fft.bins; k++) {
      const sum = (wave: (angle: number) => number) =>
        signal.reduce((total, value, n) => total + value * wave((2 * Math.PI * k * n) / 16), 0);
      expect(re[k]).toBeCloseTo(sum(Math.cos), 9);
      expect(im[k]).toBeCloseTo(-sum(Math.sin), 9);
    }
  });

  it('refuses a length that is no power of two', () => {
    expect(() => new RealFft(48)).toThrow(/power of two/);
  });
});
