import { Failure, type Sounds } from '#contracts';
import { type TaggerModel, tagSounds } from '#speech';
import type { StageTools } from '../../define-stage.js';
import { withTags } from './tagged-sounds.js';

/** Asks the tagger about every sound that was found. Where it cannot be used the sounds stay as they were, and say so. */
export async function askTagger(
  sounds: Sounds,
  pcmPath: string,
  { model }: TaggerModel,
  { progress, signal, log }: Pick<StageTools, 'progress' | 'signal' | 'log'>,
): Promise<Sounds> {
  try {
    progress(1, 'telling sounds apart');
    return withTags(sounds, await tagSounds(pcmPath, sounds.events, model, { signal }));
  } catch (error) {
    // An episode does not wait for a second opinion; a process that died, or an abort, is another matter.
    if (!(error instanceof Failure) || error.failureClass !== 'dependency') throw error;
    const degraded = `Sounds were not told apart: ${error.message}`;
    log.warn(degraded);
    return { ...sounds, degraded };
  }
}
