import { Command } from 'commander';
import { readSettings } from '#config';
import { openDatabase } from '#database';
import { createSignInLink } from '../../api/auth/sign-in-link.js';
import { openDatabaseFor } from '../open-database.js';
import { localAddress } from '../start/address.js';

export const signInCommand = new Command('sign-in')
  .description('Print a new one-time sign-in link for the dashboard.')
  .action(async () => {
    const settings = readSettings();
    const running = await openDatabaseFor(settings);
    const database = await openDatabase(running.url);
    try {
      const base = settings.PUBLIC_URL ?? (await localAddress(settings));
      console.log(await createSignInLink(database, base));
    } finally {
      await database.close();
      await running.stop();
    }
  });
