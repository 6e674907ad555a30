import type { Settings } from '#config';
import { openDatabase } from '#database';
import { createSignInLink } from '../../api/auth/sign-in-link.js';
import { openDatabaseFor } from '../open-database.js';
import { localAddress } from './address.js';

/** A new one-time link, for the Showrunner that runs on this data folder or will. */
export async function signInLink(settings: Settings): Promise<string> {
  const running = await openDatabaseFor(settings);
  try {
    return await newSignInLink(running.url, settings.PUBLIC_URL ?? (await localAddress(settings)));
  } finally {
    await running.stop();
  }
}

export async function newSignInLink(databaseUrl: string, address: string): Promise<string> {
  const database = await openDatabase(databaseUrl);
  try {
    return await createSignInLink(database, address);
  } finally {
    await database.close();
  }
}
