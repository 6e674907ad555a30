import type { SoundTemplate } from '#contracts';
import type { SoundModel } from '#database';
import type { Backend } from '../runner/backend.js';
import { replan } from '../runner/episodes.js';
import type { StoredTemplate } from './bank.js';
import { clearest, forgetHeard, readBank, withFingerprints } from './heard-bank.js';

/**
 * Makes a sound that was heard in earlier episodes one that the show knows, as if the host had marked it.
 * @returns null when there is no such sound
 */
export async function nameHeard(
  backend: Backend,
  showId: string,
  soundId: string,
  verdict: SoundTemplate['verdict'],
): Promise<SoundModel | null> {
  const { database } = backend;
  const banked = (await readBank(database, showId)).find(({ id }) => id === soundId);
  if (!banked) return null;
  const [heard] = await withFingerprints(database, [banked]);
  const { episodeId, episodeTitle, startMs, endMs } = clearest(banked.places);
  const template: StoredTemplate = {
    ...{ fingerprint: heard!.fingerprint, durationMs: heard!.durationMs },
    from: episodeId ? { episodeId, startMs, endMs } : null,
  };
  const name = `Heard in ${episodeTitle}`.slice(0, longestName);
  const sound = await database.sound.create({ data: { showId, name, verdict, template, origin: 'learned' } });
  await forgetHeard(backend, showId, soundId);
  if (episodeId) await replan(backend, episodeId);
  return sound;
}

/** Of a sound, as its contract says. */
const longestName = 100;
