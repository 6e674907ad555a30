import { existsSync } from 'node:fs';
import { dataPaths, type Settings } from '#config';
import { inputFailure } from '#contracts';
import { type Backend, closeBackend, openBackend, type Swept, sweep } from '#pipeline';
import { commandLog } from '../log.js';
import { openDatabaseFor } from '../open-database.js';

/**
 * Sweeps the object store of the settings, beside a running Showrunner or without one.
 * @throws Failure (input) for a bucket of which nobody said that it serves one database alone, and for a database of
 *   one's own that has no show: it is hardly the one of these objects
 */
export async function sweepStore(
  settings: Settings,
  { dryRun, sole }: { dryRun: boolean; sole: boolean },
): Promise<void> {
  if (settings.S3_BUCKET && !dryRun && !sole)
    throw inputFailure(
      'Other databases may have objects in this bucket too, and what only they name would be lost.',
      'See with --dry-run what would go; add --sole when this database is the only one.',
    );
  await withDatabases(settings, async (urls) => {
    const [first, ...others] = await Promise.all(urls.map((url) => open(settings, url)));
    if (!first) return;
    try {
      if (settings.S3_BUCKET || settings.DATABASE_URL) await mustHaveShow([first, ...others]);
      console.log(told(await sweep([first, ...others], { isDry: dryRun }), dryRun));
    } finally {
      for (const backend of [first, ...others]) await closeBackend(backend);
    }
  });
}

const open = (settings: Settings, url: string): Promise<Backend> =>
  openBackend(settings, url, commandLog(false), { withQueue: false });

/** The database that is set, and those of the data folder: `start` and `process` have one each, and share its objects. */
async function withDatabases(settings: Settings, use: (urls: string[]) => Promise<void>): Promise<void> {
  const embedded = { ...settings, DATABASE_URL: undefined };
  const hasEmbedded = !settings.DATABASE_URL || existsSync(dataPaths(settings).postgres);
  const opened: Awaited<ReturnType<typeof openDatabaseFor>>[] = [];
  try {
    if (settings.DATABASE_URL) opened.push(await openDatabaseFor(settings));
    for (const name of hasEmbedded ? ['showrunner', 'process'] : [])
      opened.push(await openDatabaseFor(embedded, name));
    await use(opened.map(({ url }) => url));
  } finally {
    for (const database of opened.reverse()) await database.stop();
  }
}

/** Settings can name objects and a database that have nothing to do with each other. */
async function mustHaveShow(backends: Backend[]): Promise<void> {
  for (const { database } of backends) if ((await database.show.count()) > 0) return;
  throw inputFailure(
    'There is no show in the database, so everything that is stored would go.',
    'Check DATABASE_URL and SHOWRUNNER_DATA.',
  );
}

function told({ objects, bytes, artifacts, parts }: Swept, isDry: boolean): string {
  const mib = (bytes / 1024 ** 2).toFixed(1);
  const all = `${objects} objects (${mib} MiB), ${artifacts} results and ${parts} parts of results`;
  return `${isDry ? 'Would remove' : 'Removed'} ${all} that nothing names any more.`;
}
