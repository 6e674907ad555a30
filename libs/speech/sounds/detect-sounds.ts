import { join } from 'node:path';
import { packageRoot } from '#config';
import { type Sounds, type SoundTemplate, soundsArtifact } from '#contracts';
import { inOwnProcess, type Watch } from '../own-process.js';
import type { TemplateMatch } from './match-templates.js';
import type { SoundTask } from './sound-process.js';

const voiceModel = join(packageRoot, 'models', 'silero-vad', 'silero_vad_16k.onnx');
const soundModel = join(packageRoot, 'models', 'chimes', 'chimes.onnx');

const lookForSounds = <T>(task: SoundTask, watch: Watch): Promise<T> =>
  inOwnProcess(
    { from: import.meta.url, script: './sound-process', doing: 'Looking for sounds' },
    task,
    watch,
  );

/**
 * Finds chimes, rings, buzzes and music in a raw 16 kHz mono s16le file, in two processes of its own.
 * Abort ends them. Throws a `resource` failure when one dies.
 */
export const detectSounds = async (pcmPath: string, watch: Watch): Promise<Sounds> =>
  soundsArtifact.parse(await lookForSounds({ find: { pcmPath, voiceModel, soundModel } }, watch));

/**
 * Where known sounds are heard in a raw 16 kHz mono s16le file, in order of time: two matches never overlap by more than
 * half. Needs no detection, so that past episodes can be scanned; recordings under 20 s give none. A process of its own
 * works, about 1.5 s for an hour and template, in constant memory. Abort ends it; a `resource` failure says that it died.
 */
export async function matchTemplates(
  pcmPath: string,
  templates: readonly SoundTemplate[],
  watch: Watch,
): Promise<TemplateMatch[]> {
  if (templates.length === 0) return [];
  return lookForSounds<TemplateMatch[]>({ match: { pcmPath, templates } }, watch);
}
