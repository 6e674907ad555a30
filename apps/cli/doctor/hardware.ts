import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { dataPaths, engineVersion, type Settings } from '#config';
import { type Finding, good, note } from './finding.js';

const run = promisify(execFile);
const gib = 1024 ** 3;

/** An hour of source WAV with its forms and the finished files takes about this much. */
const comfortableBytes = 5 * gib;
/** Model, audio and one engine process for each of two cores, the servers and Postgres. */
const comfortableMemoryBytes = 4 * gib;

export const machine = (): Finding => {
  const memory = totalmem();
  const found = `Node ${process.versions.node}, ${availableParallelism()} cores, ${(memory / gib).toFixed(1)} GiB of memory`;
  return memory < comfortableMemoryBytes
    ? note('Machine', found, 'Set WHISPER_PROCESSES=1 so that one engine process is held in memory.')
    : good('Machine', found);
};

export async function disk(settings: Settings): Promise<Finding> {
  const { root } = dataPaths(settings);
  const { bavail, bsize } = await statfs(root).catch(() => statfs('.'));
  const found = `${((bavail * bsize) / gib).toFixed(1)} GiB free for ${root}`;
  return bavail * bsize < comfortableBytes
    ? note('Disk', found, 'Free some space, or set SHOWRUNNER_DATA to a larger disk.')
    : good('Disk', found);
}

/** Asks NVIDIA's own tool: the only sign of a usable GPU that needs no library. */
export async function gpu(): Promise<Finding> {
  const found = await run('nvidia-smi', ['--query-gpu=name,memory.total', '--format=csv,noheader']).then(
    ({ stdout }) => stdout.trim().split('\n').join('; '),
    () => null,
  );
  if (!found) return note('GPU', 'none found by nvidia-smi');
  return (await engineVersion('whisper-cpp'))
    ? good('GPU', `${found}; the GPU speech engine is installed (WHISPER_ENGINE=whisper-cpp uses it)`)
    : note('GPU', found, 'Run: npx showrunner engines add whisper-cpp');
}
