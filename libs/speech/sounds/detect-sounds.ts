import { fork } from 'node:child_process';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '#config';
import { Failure, type Sounds, soundsArtifact } from '#contracts';
import type { SoundSearch } from './find-sounds.js';

const voiceModel = join(packageRoot, 'models', 'silero-vad', 'silero_vad_16k.onnx');

const extension = extname(import.meta.url);
const child = new URL(`./sound-process${extension}`, import.meta.url);
/** From TypeScript source (tests, development) the child needs the same loader as we do. */
const execArgv = extension === '.ts' ? ['--import', 'tsx', '--conditions=source'] : [];

/**
 * Finds chimes, rings, buzzes and music in a raw 16 kHz mono s16le file, in a process of its own, about 250 times faster than
 * real time on one core. Abort ends the process. Throws a `bug` failure when the process dies.
 */
export function detectSounds(
  pcmPath: string,
  options: { signal: AbortSignal; progress?: (fraction: number) => void },
): Promise<Sounds> {
  options.signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const worker = fork(fileURLToPath(child), { execArgv, signal: options.signal, killSignal: 'SIGKILL' });
    worker.on('message', (message: { progress?: number; sounds?: unknown; error?: string }) => {
      if (message.progress !== undefined) options.progress?.(message.progress);
      else if (message.error === undefined) resolve(soundsArtifact.parse(message.sounds));
      else
        reject(
          new Failure(
            'bug',
            `Looking for sounds failed: ${message.error}`,
            'Please report this with the recording.',
          ),
        );
    });
    worker.on('error', (error) => reject(options.signal.aborted ? options.signal.reason : error));
    worker.on('exit', (code, signal) =>
      reject(
        new Failure(
          'bug',
          `The sound detector ended early (${signal ?? code}).`,
          'Run the stage again; if it repeats, report it with the recording.',
        ),
      ),
    );
    worker.send({ pcmPath, voiceModel } satisfies SoundSearch);
  });
}
