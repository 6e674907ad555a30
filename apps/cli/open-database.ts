import { dataPaths, type Settings } from '#config';
import { migrate, startEmbeddedPostgres } from '#database';

/** The database of the settings, or the embedded one; migrated, and ready to use. */
export async function openDatabaseFor(
  settings: Settings,
  name = 'showrunner',
): Promise<{ url: string; embedded: boolean; stop(): Promise<void> }> {
  if (settings.DATABASE_URL) {
    await migrate(settings.DATABASE_URL);
    return { url: settings.DATABASE_URL, embedded: false, stop: async () => {} };
  }
  const postgres = await startEmbeddedPostgres(dataPaths(settings).postgres, { database: name });
  await migrate(postgres.url);
  return { url: postgres.url, embedded: true, stop: () => postgres.stop() };
}
