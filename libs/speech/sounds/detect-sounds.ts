import { join } from 'node:path';
import { forkScript, packageRoot } from '#config';
import { Failure, type Sounds, soundsArtifact } from '#contracts';
import type { SoundSearch } from './find-sounds.js';

const voiceModel = join(packageRoot, 'models', 'silero-vad', 'silero_vad_16k.onnx');

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
    const worker = forkScript(import.meta.url, './sound-process', [], {
      signal: options.signal,
      killSignal: 'SIGKILL',
    });
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
