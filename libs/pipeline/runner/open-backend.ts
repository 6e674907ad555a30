import { mkdir } from 'node:fs/promises';
import { dataPaths, type Settings } from '#config';
import { asFailure } from '#contracts';
import { openDatabase } from '#database';
import { openQueue } from '#queue';
import { findSoundTagger, type TaggerModel } from '#speech';
import { openObjectStore } from '#storage';
import type { Log } from '../define-stage.js';
import { pipeline } from '../pipeline.js';
import type { Backend } from './backend.js';

/**
 * Connects to the database, the object store and the queue that the settings name.
 * @param databaseUrl a migrated database: the one in the settings, or the embedded one
 */
export async function openBackend(
  settings: Settings,
  databaseUrl: string,
  log: Log,
  { withQueue = true } = {},
): Promise<Backend> {
  const paths = dataPaths(settings);
  await mkdir(paths.scratch, { recursive: true });
  return {
    settings,
    pipeline,
    databaseUrl,
    database: await openDatabase(databaseUrl),
    objects: await openObjectStore(settings),
    queue: withQueue ? await openQueue({ redisUrl: settings.REDIS_URL, databaseUrl, log }) : null,
    soundTagger: settings.SOUND_TAGGER === 'off' ? null : await wholeTagger(log),
    log,
  };
}

/** Weights that are not whole are as good as none: episodes go on without them, and are not named by them. */
async function wholeTagger(log: Log): Promise<TaggerModel | null> {
  try {
    return await findSoundTagger();
  } catch (error) {
    const { message, remedy } = asFailure(error);
    log.warn(`The sound tagger is not used: ${message} ${remedy}`);
    return null;
  }
}

export async function closeBackend(backend: Backend): Promise<void> {
  await backend.queue?.close();
  await backend.database.close();
}
