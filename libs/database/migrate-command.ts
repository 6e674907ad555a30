import { readSettings } from '#config';
import { asFailure, inputFailure } from '#contracts';
import { migrate } from './migrate.js';

/** `node dist/libs/database/migrate-command.js`: migrates DATABASE_URL and ends, for set-ups that start servers themselves. */
try {
  const { DATABASE_URL } = readSettings();
  if (!DATABASE_URL)
    throw inputFailure('DATABASE_URL is not set.', 'Set it to the database that is to be migrated.');
  const applied = await migrate(DATABASE_URL);
  console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.');
} catch (error) {
  const { message, remedy } = asFailure(error);
  console.error(`${message} ${remedy}`);
  process.exitCode = 1;
}
