import { join } from 'node:path';
import { modelPath, packageRoot } from '#config';
import { type Sounds, type SoundTags, type SoundTemplate, soundsArtifact } from '#contracts';
import { inOwnProcess, type Watch } from '../own-process.js';
import type { TemplateMatch } from './match-templates.js';
import type { SoundTask } from './sound-process.js';
import type { PlacedSound } from './tagger/tag-sounds.js';

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

/**
 * What a tagger of everyday sounds hears in each of the sounds of a raw 16 kHz mono s16le file, in their order. A process
 * of its own works; abort ends it.
 * @param model the tagger's name among the models, or the path of its folder
 * @throws Failure `dependency` when the tagger is missing, damaged or another model, `resource` when the process dies
 */
export async function tagSounds(
  pcmPath: string,
  sounds: readonly PlacedSound[],
  model: string,
  watch: Watch,
): Promise<SoundTags[]> {
  if (sounds.length === 0) return [];
  const placed = sounds.map(({ startMs, endMs, mode }) => ({ startMs, endMs, mode }));
  return lookForSounds<SoundTags[]>({ tag: { pcmPath, sounds: placed, tagger: modelPath(model) } }, watch);
}
