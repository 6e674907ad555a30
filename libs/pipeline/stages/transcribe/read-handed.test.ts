import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readSettings } from '#config';
import type { Recording } from '#contracts';
import { findBinaries } from '#media';
import { createTranscriber } from '#speech';
import type { ObjectStore } from '#storage';
import { soundTools } from '../../test-tools.js';
import { readHanded } from './read-handed.js';

const sample = (name: string) =>
  fileURLToPath(new URL(`../../../../samples/small-batch-audio${name}`, import.meta.url));
const sha256 = 'a'.repeat(64);
const file = { sha256, bytes: 1, type: 'text/plain', filename: 'page.txt' };

it('places the words of a page without times by the sound of the bundled episode', {
  timeout: 120_000,
}, async () => {
  const truth = JSON.parse(await readFile(sample('.truth.json'), 'utf8')) as {
    duration: number;
    words: { text: string; start: number }[];
  };
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-handed-'));
  const pcm = join(folder, 'sample.pcm');
  const raw = ['-ac', '1', '-ar', '16000', '-f', 's16le'];
  execFileSync(findBinaries().ffmpeg.path, ['-loglevel', 'error', '-i', sample('.mp3'), ...raw, pcm]);
  const transcriber = createTranscriber(readSettings({ WHISPER_PROCESSES: '1' }));
  const { tools, remove } = await soundTools();
  const page = `Host (00:00.000)\n${truth.words.map(({ text }) => text).join(' ')}`;
  const objects = {
    localPath: async () => pcm,
    read: async () => Buffer.from(page),
  } as Partial<ObjectStore> as ObjectStore;
  const recording = {
    audio: { pcm16k: { sha256, bytes: 0, type: 'audio/l16' }, durationMs: truth.duration * 1000 },
    transcript: file,
  } as Recording;
  const settings = { language: 'auto', mixedLanguages: true, alignImports: true };
  try {
    const { words, timing, speech } = await readHanded(recording, file, settings, {
      ...tools,
      objects,
      transcriber,
    });
    expect(timing).toBe('measured');
    expect(speech.length).toBeGreaterThan(0);
    expect(words.map(({ text }) => text)).toEqual(truth.words.map(({ text }) => text));
    const awayMs = words
      .map(({ startMs }, i) => Math.abs(startMs - truth.words[i]!.start * 1000))
      .sort((a, b) => a - b);
    const meanMs = awayMs.reduce((sum, ms) => sum + ms, 0) / awayMs.length;
    expect(meanMs).toBeLessThan(100);
  } finally {
    await transcriber.close();
    await remove();
    await rm(folder, { recursive: true });
  }
});

it('leaves the times of a page as they are where the host wants that, without hearing the sound', async () => {
  const { tools, remove } = await soundTools();
  const objects = {
    read: async () => Buffer.from('Ann (00:01.000)\nHello there.'),
  } as Partial<ObjectStore> as ObjectStore;
  const recording = { audio: { durationMs: 10_000 }, transcript: file } as Recording;
  const settings = { language: 'en', mixedLanguages: true, alignImports: false };
  expect(await readHanded(recording, file, settings, { ...tools, objects })).toMatchObject({
    timing: 'interpolated',
  });
  await remove();
});
