import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decode } from './decode.js';
import { mixTracks } from './mix.js';
import { probe } from './probe.js';
import { builds, ffmpeg, noise, sine, testFolder, useBuild } from './test-media.js';
import { writeWav } from './wav.js';

const { signal } = new AbortController();
const folder = await testFolder();
const { path } = folder;
afterAll(() => folder.remove());

const rate = 48_000;
const wav = (name: string, gainDb = 0) => ({ path: path(name), container: 'wav' as const, gainDb });
/** Gains are given to ffmpeg in thousandths of a decibel. */
const roundedGain = 3e-5;
const options = { sampleRate: rate, channels: 1 as const, durationMs: 2_000, ceilingDb: null, signal };

async function samplesOf(file: string): Promise<Float32Array> {
  const parts: Buffer[] = [];
  const how = {
    container: 'flac',
    sampleRate: rate,
    channels: 1,
    format: 'f32le',
    durationMs: 2_000,
    signal,
  } as const;
  for await (const part of decode(file, how)) parts.push(Buffer.from(part));
  const all = Buffer.concat(parts);
  return new Float32Array(all.buffer, all.byteOffset, all.length / 4);
}

/** The largest difference between two signals. */
const apart = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, sample, i) => Math.max(most, Math.abs(sample - (b[i] ?? 0))), 0);

describe.each(builds())('with ffmpeg $name', ({ binaries }) => {
  beforeAll(() => useBuild(binaries));

  it('is the sum of its tracks, each with its gain, sample for sample', async () => {
    const low = sine(200, 2, rate, 0.25);
    const hiss = noise(0.5, rate, 0.1);
    await writeWav(path('low.wav'), [low], rate);
    await writeWav(path('hiss.wav'), [hiss], rate);
    await mixTracks(path('mix.flac'), [wav('low.wav'), wav('hiss.wav', 6)], options);
    const expected = low.map((sample, i) => sample + (hiss[i] ?? 0) * 10 ** (6 / 20));
    const mixed = await samplesOf(path('mix.flac'));
    expect(mixed.length).toBe(2 * rate);
    expect(apart(mixed, expected)).toBeLessThan(roundedGain);
    expect(await probe(path('mix.flac'), { maxDurationMs: 10_000 }, signal)).toMatchObject({
      container: 'flac',
      channels: 1,
      sampleRate: rate,
      declaredDurationMs: 2_000,
    });
  });

  it('never clips where voices peak together, and leaves them alone elsewhere', async () => {
    const loud = sine(300, 2, rate, 0.8);
    const moment = sine(300, 0.2, rate, 0.8);
    await writeWav(path('loud.wav'), [loud], rate);
    await writeWav(path('moment.wav'), [moment], rate);
    await mixTracks(path('mix.flac'), [wav('loud.wav'), wav('moment.wav')], { ...options, ceilingDb: -1 });
    const mixed = await samplesOf(path('mix.flac'));
    const ceiling = 10 ** (-1 / 20);
    expect(mixed.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeLessThanOrEqual(
      ceiling + 1e-3,
    );
    expect(apart(mixed.subarray(rate), loud.subarray(rate))).toBeLessThan(1e-4);
  });

  it('takes tracks of different rates, channels and codecs', async () => {
    await writeWav(path('narrow.wav'), [sine(200, 1, 16_000, 0.25)], 16_000);
    await writeWav(path('wide.wav'), [sine(300, 2, 44_100, 0.25), sine(300, 2, 44_100, 0.25)], 44_100);
    await ffmpeg('-i', path('narrow.wav'), '-b:a', '96k', path('narrow.mp3'));
    const inputs = [wav('wide.wav'), { path: path('narrow.mp3'), container: 'mp3' as const, gainDb: 0 }];
    await mixTracks(path('mix.flac'), inputs, { ...options, channels: 2 });
    const facts = await probe(path('mix.flac'), { maxDurationMs: 10_000 }, signal);
    expect(facts).toMatchObject({ channels: 2, sampleRate: rate, declaredDurationMs: 2_000 });
  });

  it('says how far it is, and stops when it is told to', async () => {
    await writeWav(path('low.wav'), [sine(200, 2, rate, 0.25)], rate);
    const fractions: number[] = [];
    const report = (fraction: number) => void fractions.push(fraction);
    await mixTracks(path('mix.flac'), [wav('low.wav')], { ...options, report });
    expect(fractions.at(-1)).toBe(1);
    const stopped = AbortSignal.abort(new Error('cancelled'));
    await expect(
      mixTracks(path('mix.flac'), [wav('low.wav')], { ...options, signal: stopped }),
    ).rejects.toThrow('cancelled');
  });
});
