import type { Settings } from '#config';
import { openDatabase } from '#database';
import { createSignInLink } from '../../api/auth/sign-in-link.js';
import { openDatabaseFor } from '../open-database.js';
import { localAddress } from './address.js';

/** A new one-time link, for the Showrunner that runs on this data folder or will. */
export async function signInLink(settings: Settings): Promise<string> {
  const running = await openDatabaseFor(settings);
  const database = await openDatabase(running.url);
  try {
    return await createSignInLink(database, settings.PUBLIC_URL ?? (await localAddress(settings)));
  } finally {
    await database.close();
    await running.stop();
  }
}
