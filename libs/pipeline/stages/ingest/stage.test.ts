import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { recordingArtifact } from '#contracts';
import { writeWav } from '#media';
import { soundTools } from '../../test-tools.js';
import { ingest } from './stage.js';

const { tools, folder, remove } = await soundTools();
afterAll(remove);
const path = (name: string) => join(folder, name);
const settings = ingest.settings.parse({});
const sample = new URL('../../../../samples/small-batch-audio.mp3', import.meta.url);

async function upload(file: string) {
  const audio = {
    ...(await tools.objects.putFile(file, 'application/octet-stream')),
    filename: 'upload.mp3',
  };
  return { upload: { audio, transcript: null } };
}
const tone = (seconds: number, sampleRate: number, amplitude = 0.5) =>
  Float32Array.from(
    { length: seconds * sampleRate },
    (_, at) => amplitude * Math.sin((2 * Math.PI * 300 * at) / sampleRate),
  );

describe('ingest', () => {
  it('takes in the bundled episode', async () => {
    await writeFile(path('sample.mp3'), await readFile(sample));
    const phases: string[] = [];
    const progress = (fraction: number, phase: string) => {
      expect(fraction).toBeGreaterThanOrEqual(0);
      expect(fraction).toBeLessThanOrEqual(1);
      if (phases.at(-1) !== phase) phases.push(phase);
    };
    const recording = await ingest.run(await upload(path('sample.mp3')), { ...tools, progress, settings });
    const { audio } = recordingArtifact.parse(recording);
    expect(audio).toMatchObject({
      container: 'mp3',
      codec: 'mp3',
      sampleRate: 24_000,
      channels: 1,
      peakMs: 20,
      loudness: { integratedLufs: expect.closeTo(-24, 0), truePeakDbtp: expect.closeTo(-2, 0) },
      tags: { title: 'Small Batch Audio, episode one: rooms and rhythm' },
    });
    expect(audio?.source.sha256).toBe(
      createHash('sha256')
        .update(await readFile(sample))
        .digest('hex'),
    );
    expect(audio?.durationMs).toBeCloseTo(61_865, -1);
    expect(audio?.pcm16k.bytes).toBe(Math.round(audio!.durationMs * 32));
    expect(audio?.peaks.bytes).toBe(Math.ceil(audio!.durationMs / 20));
    expect(phases).toEqual(['looking at the file', 'decoding and measuring the sound', 'storing the sound']);
  });

  it('makes peaks and speech samples of what is really there', async () => {
    const sound = new Float32Array(96_000);
    sound.set(tone(1, 48_000), 48_000);
    await writeWav(path('half.wav'), [sound], 48_000);
    const { audio } = await ingest.run(await upload(path('half.wav')), { ...tools, settings });
    const peaks = [...(await tools.objects.read(audio!.peaks))];
    expect(peaks.length).toBe(100);
    expect(Math.max(...peaks.slice(0, 49))).toBe(0);
    expect(Math.min(...peaks.slice(51))).toBeGreaterThan(120);
    const pcm = await tools.objects.read(audio!.pcm16k);
    expect(pcm.length).toBe(64_000);
    expect(Math.abs(pcm.readInt16LE(20_000))).toBe(0);
  });

  it.each([
    ['8 kHz mono', 8_000, 1],
    ['192 kHz stereo', 192_000, 2],
    ['5.1', 48_000, 6],
  ])('takes %s', async (_, sampleRate, channels) => {
    await writeWav(
      path('odd.wav'),
      Array.from({ length: channels }, () => tone(1, sampleRate)),
      sampleRate,
    );
    const { audio } = await ingest.run(await upload(path('odd.wav')), { ...tools, settings });
    expect(audio).toMatchObject({ sampleRate, channels, durationMs: 1_000 });
  });

  it('finds no loudness in silence', async () => {
    await writeWav(path('silence.wav'), [new Float32Array(16_000)], 16_000);
    const { audio } = await ingest.run(await upload(path('silence.wav')), { ...tools, settings });
    expect(audio?.loudness).toEqual({ integratedLufs: null, truePeakDbtp: null, rangeLu: null });
  });

  it('passes a transcript through when there is no recording', async () => {
    const transcript = { ...(await tools.objects.put(Buffer.from('WEBVTT'), 'text/vtt')), filename: 'a.vtt' };
    expect(await ingest.run({ upload: { audio: null, transcript } }, { ...tools, settings })).toEqual({
      audio: null,
      transcript,
    });
  });

  it('refuses a recording without a single sample', async () => {
    await writeWav(path('nothing.wav'), [new Float32Array(0)], 16_000);
    await expect(ingest.run(await upload(path('nothing.wav')), { ...tools, settings })).rejects.toMatchObject(
      {
        failureClass: 'input',
      },
    );
  });

  it('refuses what is longer than allowed though its header does not say so', async () => {
    await writeFile(path('sample.mp3'), await readFile(sample));
    const short = ingest.settings.parse({ maxDurationMinutes: 0.5 });
    await expect(
      ingest.run(await upload(path('sample.mp3')), { ...tools, settings: short }),
    ).rejects.toMatchObject({ failureClass: 'input', remedy: 'Split it, or raise MAX_DURATION_MINUTES.' });
  });

  it('stops when the episode is cancelled', async () => {
    await writeWav(path('long.wav'), [tone(60, 48_000)], 48_000);
    const stop = new AbortController();
    const progress = () => stop.abort(new Error('cancelled'));
    const run = ingest.run(await upload(path('long.wav')), {
      ...tools,
      settings,
      progress,
      signal: stop.signal,
    });
    await expect(run).rejects.toThrow('cancelled');
  });
});
