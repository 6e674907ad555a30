import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotchSpans } from './notch-spans.js';

const sampleRate = 16_000;
const seconds = 3;
const time = (n: number) => n / sampleRate;
const made = (sampleAt: (t: number) => number) =>
  Float32Array.from({ length: seconds * sampleRate }, (_, n) => sampleAt(time(n)));

const lines = [880, 1320, 1975];
/** A second of three struck lines, from 1 s on. */
const chime = made((t) =>
  t < 1 || t > 2
    ? 0
    : lines.reduce((sum, hz) => sum + 0.1 * Math.sin(2 * Math.PI * hz * (t - 1)), 0) * Math.exp(-5 * (t - 1)),
);
/** A voice of 30 harmonics whose pitch moves as a speaker's does. */
const voice = made((t) => {
  const phase = 2 * Math.PI * (130 * t + 2 * Math.sin(2 * Math.PI * 1.3 * t));
  return Array.from({ length: 30 }, (_, k) => Math.sin((k + 1) * phase) / (k + 1)).reduce(
    (sum, value) => sum + 0.15 * value,
  );
});
const span = { start: 0.97 * sampleRate, end: 2.1 * sampleRate, hz: lines };
const notched = (samples: Float32Array, block = samples.length) => {
  const out = samples.slice();
  const notches = new NotchSpans([span], 0.03 * sampleRate, 1, sampleRate);
  for (let at = 0; at < out.length; at += block) notches.apply(out.subarray(at, at + block));
  return out;
};
const bytes = (samples: Float32Array) => Buffer.from(samples.buffer);
const energy = (samples: Float32Array) => samples.reduce((sum, value) => sum + value * value, 0);
const changeDb = (before: Float32Array, after: Float32Array) =>
  10 * Math.log10(energy(after) / energy(before));
const steepest = (samples: Float32Array) =>
  samples.reduce((most, value, n) => Math.max(most, n > 0 ? Math.abs(value - samples[n - 1]!) : 0), 0);

describe('NotchSpans', () => {
  it('takes a chime out by 12 dB and more, and leaves the voice within half a decibel', () => {
    // The filter is linear: what it does to the sum is what it does to each.
    expect(changeDb(chime, notched(chime))).toBeLessThan(-12);
    expect(Math.abs(changeDb(voice, notched(voice)))).toBeLessThan(0.5);
  });

  it('clicks nowhere', () => {
    const mixed = voice.map((value, n) => value + chime[n]!);
    expect(steepest(notched(mixed))).toBeLessThanOrEqual(steepest(mixed));
    expect(steepest(notched(voice))).toBeLessThanOrEqual(1.02 * steepest(voice));
  });

  it('changes nothing outside its span', () => {
    const out = notched(voice);
    const [start, end] = [span.start - 0.015 * sampleRate, span.end + 0.015 * sampleRate];
    expect(out.slice(0, start)).toEqual(voice.slice(0, start));
    expect(out.slice(end)).toEqual(voice.slice(end));
  });

  it('does not care how the sound arrives', () => {
    const whole = notched(voice);
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 9000 }), (block) => {
        expect(bytes(notched(voice, block)).equals(bytes(whole))).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it('leaves lines alone that the sample rate cannot hold', () => {
    const out = voice.slice();
    new NotchSpans([{ ...span, hz: [7980] }], 480, 1, sampleRate).apply(out);
    expect(out).toEqual(voice);
  });
});
