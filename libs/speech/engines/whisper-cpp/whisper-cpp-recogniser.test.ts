import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enginesFolder, packageRoot } from '#config';
import { dependencyFailure, resourceFailure } from '#contracts';
import { findBinaries } from '#media';
import { RecogniserTranscriber } from '../recogniser-transcriber.js';
import { chooseDevice, gpuVariants, type Machine } from './choose-device.js';
import type { Variant } from './jobs.js';
import { WhisperCppRecogniser } from './whisper-cpp-recogniser.js';

const model = join(packageRoot, '../shared/models/ggml-tiny.en-q5_1.bin');
const here = existsSync(model) && existsSync(join(enginesFolder, 'whisper-cpp/node_modules'));
if (!here) console.warn('Skipped: whisper-cpp with a real model (npx showrunner engines add whisper-cpp).');
const never = new AbortController().signal;

const bare: Machine = { platform: 'linux', nvidia: false, graphics: false };
const nvidia: Machine = { platform: 'linux', nvidia: true, graphics: true };
const mac: Machine = { platform: 'darwin', nvidia: false, graphics: false };

describe('where whisper.cpp runs', () => {
  it('is tried best first, where there is anything to try', () => {
    expect(gpuVariants('auto', nvidia)).toEqual(['cuda', 'vulkan']);
    expect(gpuVariants('auto', { ...bare, graphics: true })).toEqual(['vulkan']);
    expect(gpuVariants('auto', bare)).toEqual([]);
    expect(gpuVariants('cuda', bare)).toEqual(['cuda']);
    expect(gpuVariants('off', nvidia)).toEqual([]);
  });

  it('is the first GPU that loads', async () => {
    const device = await chooseDevice('auto', nvidia, async (variant) =>
      variant === 'cuda' ? 'CUDA0' : null,
    );
    expect(device).toEqual({ variant: 'cuda', useGpu: true, gpu: 'CUDA0', notices: [] });
  });

  it('is the CPU when the libraries of a GPU fail, with a notice that says why', async () => {
    const tried: Variant[] = [];
    const device = await chooseDevice('auto', nvidia, async (variant) => {
      tried.push(variant);
      if (variant === 'cuda') throw dependencyFailure('libcudart.so.12 is missing', 'Install it.');
      return null;
    });
    expect(tried).toEqual(['cuda', 'vulkan', 'default']);
    expect(device).toMatchObject({ variant: 'default', gpu: null });
    expect(device.notices).toEqual([
      'Speech runs on the CPU, not on the GPU: libcudart.so.12 is missing; vulkan found no GPU',
    ]);
  });

  it('needs no notice where there is no GPU, or none is wanted', async () => {
    expect((await chooseDevice('auto', bare, async () => null)).notices).toEqual([]);
    expect((await chooseDevice('off', nvidia, async () => null)).notices).toEqual([]);
  });

  it('is Metal on a Mac', async () => {
    expect(await chooseDevice('auto', mac, async () => 'Metal')).toMatchObject({
      useGpu: true,
      gpu: 'Metal',
    });
  });

  it('is nowhere when the GPU has too little memory: the CPU would take hours', async () => {
    const failing = chooseDevice('auto', nvidia, async () => {
      throw resourceFailure('CUDA error: out of memory', 'Free some.');
    });
    await expect(failing).rejects.toMatchObject({ failureClass: 'resource' });
  });
});

describe.runIf(here)('whisper.cpp with a real model', { timeout: 300_000 }, () => {
  it('hears what was said, on the CPU with a notice where CUDA fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'whisper-cpp-test-'));
    const pcmPath = join(folder, 'speech.pcm');
    const sample = join(packageRoot, 'samples/small-batch-audio.mp3');
    const raw = ['-t', '3', '-ar', '16000', '-ac', '1', '-f', 's16le', 'pipe:1'];
    await writeFile(pcmPath, execFileSync(findBinaries().ffmpeg.path, ['-v', 'error', '-i', sample, ...raw]));
    const transcriber = new RecogniserTranscriber(
      new WhisperCppRecogniser({ model, gpu: existsSync('/dev/nvidia0') ? 'auto' : 'cuda', parallel: 1 }),
    );
    const { chunks } = await transcriber.plan(pcmPath, never);
    const heard = await transcriber.transcribe(pcmPath, chunks[0]!, { language: 'en', signal: never });
    await transcriber.close();
    await rm(folder, { recursive: true });
    expect(heard.words.map(({ text }) => text).join(' ')).toMatch(/^Hello and welcome to small batch/i);
    if (!existsSync('/dev/nvidia0'))
      expect(heard.notices).toEqual([expect.stringContaining('on the CPU, not on the GPU')]);
    for (const [i, { startMs }] of heard.words.entries())
      expect(startMs).toBeGreaterThanOrEqual(heard.words[i - 1]?.endMs ?? 0);
  });
});

it('says how to add the engine, or which model is missing', async () => {
  const recogniser = new WhisperCppRecogniser({ model: '/nowhere/ggml.bin', gpu: 'off', parallel: 1 });
  const failed = await recogniser.check(never).catch((error: unknown) => error);
  expect(failed).toMatchObject({ remedy: expect.stringMatching(/engines add whisper-cpp|WHISPER_MODEL/) });
});
