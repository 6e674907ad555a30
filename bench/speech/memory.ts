import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '#config';
import { createTranscriber } from '#speech';
import { type Row, row } from '../bench.js';
import { hear, samplesFrom } from './hear.js';

const sample = join(packageRoot, 'samples/small-batch-audio.mp3');
const allowed = 300e6;

/** The most that an engine process and the stage's own hold while a recording of so many minutes is heard. */
export function memoryRows(minutes: number): Row[] {
  const script = fileURLToPath(import.meta.url);
  const command = [...process.execArgv, script, String(minutes)];
  const held = JSON.parse(execFileSync(process.execPath, command, { encoding: 'utf8' })) as Held;
  const model = bytesUnder('whisper-base-onnx') + bytesUnder('silero-vad');
  const more = held.engine - model;
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  const what = `${minutes} minutes: an engine process over its ${mb(model)} of models`;
  return [
    row(what, mb(more), '≤ 300 MB', more <= allowed),
    row(
      `${minutes} minutes: the process that runs the stage`,
      mb(held.stage),
      '≤ 300 MB',
      held.stage <= allowed,
    ),
  ];
}

const bytesUnder = (model: string) => {
  const folder = join(packageRoot, 'models', model);
  return readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
};

interface Held {
  engine: number;
  stage: number;
}

/** Linux only: the most resident bytes that a process ever held. */
function mostBytes(pid: string): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0; // it ended meanwhile
  }
}

async function measure(minutes: number): Promise<Held> {
  const transcriber = createTranscriber({ WHISPER_ENGINE: 'onnx', WHISPER_MODEL: 'whisper-base-onnx' });
  const held: Held = { engine: 0, stage: 0 };
  const input = ['-stream_loop', '-1', '-t', String(minutes * 60), '-i', sample];
  const pcm = samplesFrom(`memory-${minutes}`, input);
  const watch = setInterval(() => {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
    held.engine = Math.max(held.engine, ...children.filter(Boolean).map(mostBytes));
    held.stage = Math.max(held.stage, mostBytes('self'));
  }, 200);
  try {
    await hear(transcriber, pcm);
    return held;
  } finally {
    clearInterval(watch);
    await transcriber.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.stdout.write(JSON.stringify(await measure(Number(process.argv[2]))));
