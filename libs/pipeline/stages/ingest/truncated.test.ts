import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBinaries } from '#media';
import { soundTools } from '../../test-tools.js';
import { ingest } from './stage.js';

const { tools, folder, remove } = await soundTools();
afterAll(remove);
const settings = ingest.settings.parse({});
const path = (name: string) => join(folder, name);

/** Ten seconds of noise in a format. */
const make = (name: string, ...args: string[]) =>
  promisify(execFile)(findBinaries().ffmpeg.path, [
    ...['-v', 'error', '-nostdin', '-y', '-f', 'lavfi', '-i', 'anoisesrc=d=10:r=44100:a=0.1'],
    ...[...args, path(name)],
  ]);

const take = async (bytes: Buffer) => {
  await writeFile(path('upload'), bytes);
  const audio = { ...(await tools.objects.putFile(path('upload'), 'audio/mpeg')), filename: 'upload' };
  return ingest.run({ upload: { audio, transcript: null } }, { ...tools, settings });
};

describe.each([
  ['cbr.mp3', ['-b:a', '64k']],
  ['vbr.mp3', ['-q:a', '4']],
  ['plain.wav', []],
  ['plain.flac', []],
  ['index-first.m4a', ['-c:a', 'aac', '-movflags', '+faststart']],
  ['index-last.m4a', ['-c:a', 'aac']],
  ['plain.webm', ['-c:a', 'libopus']],
  ['plain.ogg', ['-c:a', 'libopus']],
])('%s', (name, args) => {
  let whole: Buffer;
  beforeAll(async () => {
    await make(name, ...args);
    whole = await readFile(path(name));
  });

  it('is taken whole', async () => {
    expect((await take(whole)).audio?.durationMs).toBeCloseTo(10_000, -2);
  });

  it('is refused as cut off when its second half is missing', async () => {
    await expect(take(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({
      failureClass: 'input',
      message: expect.stringMatching(/^The recording is cut off/),
      remedy: expect.stringMatching(/Upload it again/),
    });
  });
});
