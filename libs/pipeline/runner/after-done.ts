import { asFailure } from '#contracts';
import { publishEvent } from '#database';
import { release } from '../release/release.js';
import { reviewPolicyAllows } from '../release/review-policy.js';
import { bankSounds } from '../sounds/bank-episode.js';
import { clean } from '../stages/clean/stage.js';
import type { Backend } from './backend.js';

/**
 * What follows when a stage's output stands: when that is the last one, the show's review policy says whether
 * listeners get it now. A feed that must not be served keeps its old version, and the host is told why.
 */
export async function afterDone(backend: Backend, episodeId: string, stage: string): Promise<void> {
  if (stage === clean.name) await leaveSounds(backend, episodeId);
  if (stage !== backend.pipeline.stages.at(-1)?.name) return;
  if (!(await reviewPolicyAllows(backend, episodeId))) return;
  try {
    await release(backend, episodeId, 'review policy');
  } catch (error) {
    const { failureClass, message, remedy } = asFailure(error);
    backend.log.warn('The episode is ready but was not published.', { episodeId, cause: message });
    await publishEvent(backend.database, {
      type: 'not-published',
      episodeId,
      data: { failureClass, failure: message, remedy },
    });
  }
}

/** Later episodes can do without: what fails here is told, and no stage fails for it. */
async function leaveSounds(backend: Backend, episodeId: string): Promise<void> {
  try {
    await bankSounds(backend, episodeId);
  } catch (error) {
    const { message: cause } = asFailure(error);
    backend.log.warn('The sounds of an episode were not noted for later ones.', { episodeId, cause });
  }
}
