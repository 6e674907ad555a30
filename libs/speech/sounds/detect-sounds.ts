import { join } from 'node:path';
import { forkScript, packageRoot } from '#config';
import { Failure, type Sounds, type SoundTemplate, soundsArtifact } from '#contracts';
import type { TemplateMatch } from './match-templates.js';
import type { SoundTask } from './sound-process.js';

const voiceModel = join(packageRoot, 'models', 'silero-vad', 'silero_vad_16k.onnx');

interface Watch {
  signal: AbortSignal;
  progress?: (fraction: number) => void;
}

/**
 * Finds chimes, rings, buzzes and music in a raw 16 kHz mono s16le file, in a process of its own.
 * Abort ends the process. Throws a `bug` failure when the process dies.
 */
export const detectSounds = async (pcmPath: string, watch: Watch): Promise<Sounds> =>
  soundsArtifact.parse(await inOwnProcess({ find: { pcmPath, voiceModel } }, watch));

/**
 * Where known sounds are heard in a raw 16 kHz mono s16le file, in order of time: two matches never overlap by more than
 * half. Needs no detection, so that past episodes can be scanned; recordings under 20 s give none. A process of its own
 * works, about 1.5 s for an hour and template, in constant memory. Abort ends it; a `bug` failure says that it died.
 */
export async function matchTemplates(
  pcmPath: string,
  templates: readonly SoundTemplate[],
  watch: Watch,
): Promise<TemplateMatch[]> {
  if (templates.length === 0) return [];
  return (await inOwnProcess({ match: { pcmPath, templates } }, watch)) as TemplateMatch[];
}

function inOwnProcess(task: SoundTask, { signal, progress }: Watch): Promise<unknown> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const worker = forkScript(import.meta.url, './sound-process', [], { signal, killSignal: 'SIGKILL' });
    worker.on('message', (message: { progress?: number; result?: unknown; error?: string }) => {
      if (message.progress !== undefined) progress?.(message.progress);
      else if (message.error === undefined) resolve(message.result);
      else
        reject(
          new Failure(
            'bug',
            `Looking for sounds failed: ${message.error}`,
            'Please report this with the recording.',
          ),
        );
    });
    worker.on('error', (error) => reject(signal.aborted ? signal.reason : error));
    worker.on('exit', (code, exitSignal) =>
      reject(
        new Failure(
          'bug',
          `The sound detector ended early (${exitSignal ?? code}).`,
          'Run the stage again; if it repeats, report it with the recording.',
        ),
      ),
    );
    worker.send(task);
  });
}
