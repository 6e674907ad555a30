import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decode } from './decode.js';
import { type AudioFormat, audioFormats, publishedShape, startEncoder } from './encode.js';
import { measureLoudness } from './measure.js';
import { probe } from './probe.js';
import { builds, sine, testFolder, useBuild } from './test-media.js';
import { writeWav } from './wav.js';

const { signal } = new AbortController();
const folder = await testFolder();
const { path } = folder;
afterAll(() => folder.remove());

const rate = 44_100;
const shape = { sampleRate: rate, channels: 1, durationMs: 4_000, signal };
const unchanged = { gainDb: 0, ceilingDb: null };
const bytes = (samples: Float32Array) => Readable.from([Buffer.from(samples.buffer)]);

async function encode(
  format: AudioFormat,
  samples: Float32Array,
  level = unchanged as { gainDb: number; ceilingDb: number | null },
) {
  const file = path(`out.${format}`);
  const bitrateKbps = 128;
  const { pcm, done } = startEncoder(file, { ...shape, format, bitrateKbps, level });
  await pipeline(bytes(samples), pcm);
  await done;
  return { file, container: audioFormats[format].container };
}

async function decoded(
  file: string,
  container: 'mp3' | 'mov' | 'ogg',
  sampleRate = rate,
): Promise<Float32Array> {
  const parts: Buffer[] = [];
  const options = { container, sampleRate, channels: 1, format: 'f32le', durationMs: 4_000, signal } as const;
  for await (const part of decode(file, options)) parts.push(Buffer.from(part));
  const all = Buffer.concat(parts);
  return new Float32Array(all.buffer, all.byteOffset, all.length / 4);
}

describe.each(builds())('with ffmpeg $name', ({ binaries }) => {
  beforeAll(() => useBuild(binaries));

  it.each([
    ['mp3', 0],
    // Opus lives at 48 kHz: the way there and back rounds.
    ['opus', 1],
    // AAC ends on a whole frame of 1024 samples.
    ['m4a', 1024],
  ] as const)('encodes %s that decodes to the same length', async (format, slack) => {
    const samples = sine(440, 2.345, rate);
    const { file, container } = await encode(format, samples);
    const length = (await decoded(file, container)).length;
    expect(length - samples.length).toBeGreaterThanOrEqual(0);
    expect(length - samples.length).toBeLessThanOrEqual(slack);
    expect((await probe(file, { maxDurationMs: 60_000 }, signal)).channels).toBe(1);
  });

  it('keeps time through the limiter', async () => {
    const samples = sine(440, 2, rate, 0.05);
    samples.set(sine(2_000, 0.005, rate, 0.95), rate);
    const { file, container } = await encode('mp3', samples, { gainDb: 6, ceilingDb: -3 });
    const out = await decoded(file, container);
    const loudest = out.reduce(
      (best, sample, at) => (Math.abs(sample) > Math.abs(out[best]!) ? at : best),
      0,
    );
    expect(out.length).toBe(samples.length);
    expect(Math.abs(loudest - (rate + 0.0025 * rate))).toBeLessThan(0.004 * rate);
  });

  it.each(['mp3', 'm4a', 'opus'] as const)('is as loud in %s as it was put in', async (format) => {
    const samples = sine(1_000, 4, rate, 0.1);
    await writeWav(path('in.wav'), [samples], rate);
    const before = await measureLoudness(path('in.wav'), { container: 'wav', durationMs: 4_000, signal });
    const { file, container } = await encode(format, samples);
    const after = await measureLoudness(file, { container, durationMs: 4_000, signal });
    expect(after.integratedLufs! - before.integratedLufs!).toBeCloseTo(0, 0);
    expect(Math.abs(after.integratedLufs! - before.integratedLufs!)).toBeLessThanOrEqual(0.2);
  });

  it('holds peaks at the ceiling, as near as the codec lets it', async () => {
    const { file, container } = await encode('mp3', sine(1_000, 4, rate, 0.9), { gainDb: 12, ceilingDb: -3 });
    const { truePeakDbtp } = await measureLoudness(file, { container, durationMs: 4_000, signal });
    expect(Math.abs(truePeakDbtp! + 3)).toBeLessThan(0.5);
  });
});

describe('publishedShape', () => {
  it.each([
    ['mp3', 24_000, 1, 24_000, 1],
    ['mp3', 44_100, 2, 44_100, 2],
    ['mp3', 48_000, 6, 48_000, 2],
    ['mp3', 192_000, 2, 48_000, 2],
    ['mp3', 88_200, 2, 44_100, 2],
    ['mp3', 37_800, 1, 44_100, 1],
    ['mp3', 8_000, 1, 8_000, 1],
    ['mp3', 6_000, 1, 8_000, 1],
    ['opus', 44_100, 2, 48_000, 2],
    ['opus', 192_000, 6, 48_000, 6],
    ['m4a', 96_000, 2, 96_000, 2],
    ['m4a', 192_000, 1, 96_000, 1],
    ['m4a', 176_400, 2, 88_200, 2],
    ['m4a', 48_000, 6, 48_000, 6],
    ['m4a', 48_000, 4, 48_000, 2],
  ] as const)(
    '%s of %i Hz with %i channels is published as %i Hz with %i',
    (format, from, channels, to, kept) => {
      expect(publishedShape(format, { sampleRate: from, channels })).toEqual({
        sampleRate: to,
        channels: kept,
      });
    },
  );
});

it('says so when the encoder cannot write', async () => {
  const options = { ...shape, format: 'mp3', bitrateKbps: 64, level: unchanged } as const;
  const { pcm, done } = startEncoder(path('no/such/folder.mp3'), options);
  pcm.end();
  await expect(done).rejects.toMatchObject({
    name: 'Failure',
    message: expect.stringMatching(/could not be encoded/),
  });
});
