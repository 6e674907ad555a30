import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decode, decodeAndMeasure } from './decode.js';
import { builds, ffmpeg, noise, sine, testFolder, useBuild } from './test-media.js';
import { writeWav } from './wav.js';

const { signal } = new AbortController();
const folder = await testFolder();
const { path } = folder;
afterAll(() => folder.remove());

const wav = { container: 'wav', durationMs: 2_000, signal } as const;
async function all(file: string, options: Parameters<typeof decode>[1]): Promise<Float32Array> {
  const parts: Buffer[] = [];
  for await (const part of decode(file, options)) parts.push(Buffer.from(part));
  const bytes = Buffer.concat(parts);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

describe.each(builds())('with ffmpeg $name', ({ binaries }) => {
  beforeAll(() => useBuild(binaries));

  it('gives back the very samples of a WAV file', async () => {
    const left = sine(440, 1.5, 48_000);
    const right = noise(1.5, 48_000, 0.3);
    await writeWav(path('stereo.wav'), [left, right], 48_000);
    const samples = await all(path('stereo.wav'), {
      ...wav,
      sampleRate: 48_000,
      channels: 2,
      format: 'f32le',
    });
    expect(samples.length).toBe(2 * left.length);
    expect(samples.filter((_, at) => at % 2 === 0)).toEqual(left);
    expect(samples.filter((_, at) => at % 2 === 1)).toEqual(right);
  });

  it('resamples without moving time', async () => {
    const impulse = new Float32Array(48_000);
    impulse[24_000] = 0.9;
    await writeWav(path('impulse.wav'), [impulse], 48_000);
    const samples = await all(path('impulse.wav'), {
      ...wav,
      sampleRate: 16_000,
      channels: 1,
      format: 'f32le',
    });
    expect(samples.length).toBe(16_000);
    expect(samples.indexOf(Math.max(...samples))).toBe(8_000);
  });

  it('gives back as many samples of an MP3 as were encoded', async () => {
    await writeWav(path('tone.wav'), [sine(440, 1.2345, 44_100)], 44_100);
    await ffmpeg('-i', path('tone.wav'), path('tone.mp3'));
    const mp3 = { ...wav, container: 'mp3', sampleRate: 44_100, channels: 1, format: 'f32le' } as const;
    expect((await all(path('tone.mp3'), mp3)).length).toBe(Math.round(1.2345 * 44_100));
  });

  it('measures loudness as EBU Tech 3341 expects, in the pass that decodes', async () => {
    // Case 1: a stereo 1 kHz sine at −23 dBFS is −23 LUFS, ±0.1.
    const tone = sine(1_000, 20, 48_000, 10 ** (-23 / 20));
    await writeWav(path('ebu.wav'), [tone, tone], 48_000);
    let bytes = 0;
    const options = { ...wav, sampleRate: 16_000, channels: 1, format: 's16le' } as const;
    const loudness = await decodeAndMeasure(path('ebu.wav'), options, (frames) => {
      bytes += frames.length;
    });
    expect(bytes).toBe(20 * 16_000 * 2);
    expect(loudness.integratedLufs).toBeCloseTo(-23, 1);
    expect(loudness.truePeakDbtp).toBeCloseTo(-23, 1);
  });

  it('finds no loudness in silence', async () => {
    await writeWav(path('silence.wav'), [new Float32Array(96_000)], 48_000);
    const options = { ...wav, sampleRate: 16_000, channels: 1, format: 's16le' } as const;
    expect(await decodeAndMeasure(path('silence.wav'), options, () => undefined)).toEqual({
      integratedLufs: null,
      truePeakDbtp: null,
      rangeLu: null,
    });
  });
});

it('ends at once when aborted, with the reason that was given', async () => {
  await writeWav(path('longer.wav'), [sine(440, 60, 16_000)], 16_000);
  const stop = new AbortController();
  const options = { ...wav, signal: stop.signal, sampleRate: 48_000, channels: 2, format: 'f32le' } as const;
  const reading = (async () => {
    for await (const _ of decode(path('longer.wav'), options)) stop.abort(new Error('the host cancelled'));
  })();
  await expect(reading).rejects.toThrow('the host cancelled');
});

it('says what cannot be decoded', async () => {
  const options = { ...wav, sampleRate: 16_000, channels: 1, format: 's16le' } as const;
  await expect(all(path('tone.mp3'), options)).rejects.toMatchObject({
    failureClass: 'input',
    message: expect.stringMatching(/^The audio cannot be decoded: .*Invalid data/),
  });
});

it.runIf(existsSync('/proc'))('leaves no ffmpeg behind when its own process is killed', async () => {
  const program = `
    import { decode } from ${JSON.stringify(new URL('./decode.ts', import.meta.url).href)};
    const options = { container: 'wav', durationMs: 1, signal: new AbortController().signal, sampleRate: 192000, channels: 2, format: 'f32le' };
    for await (const _ of decode(${JSON.stringify(path('longer.wav'))}, options)) { process.stdout.write('decoding'); await new Promise(() => setInterval(() => {}, 1000)); }
  `;
  const args = ['--import', 'tsx', '--conditions=source', '--input-type=module', '-e', program];
  const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => parent.stdout.once('data', resolve));
  const children = (await readFile(`/proc/${parent.pid}/task/${parent.pid}/children`, 'utf8'))
    .trim()
    .split(/\s+/);
  const ours: string[] = [];
  for (const child of children)
    if ((await readFile(`/proc/${child}/cmdline`, 'utf8')).includes('longer.wav')) ours.push(child);
  expect(ours.length).toBe(1);
  parent.kill('SIGKILL');
  await expect.poll(() => existsSync(`/proc/${ours[0]}`), { timeout: 10_000 }).toBe(false);
});
