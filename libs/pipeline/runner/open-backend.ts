import { mkdir } from 'node:fs/promises';
import { dataPaths, type Settings } from '#config';
import { openDatabase } from '#database';
import { openQueue } from '#queue';
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
    log,
  };
}

export async function closeBackend(backend: Backend): Promise<void> {
  await backend.queue?.close();
  await backend.database.close();
}
