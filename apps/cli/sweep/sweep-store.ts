import { existsSync } from 'node:fs';
import { dataPaths, type Settings } from '#config';
import { inputFailure } from '#contracts';
import { type Backend, closeBackend, openBackend, otherUsers, type Swept, sweep } from '#pipeline';
import { commandLog } from '../log.js';
import { openDatabaseFor } from '../open-database.js';

/**
 * Sweeps the object store of the settings, beside a running Showrunner or without one.
 * @throws Failure (input) when other databases may have put some of them, and nobody said that none has
 */
export async function sweepStore(
  settings: Settings,
  { dryRun, sole }: { dryRun: boolean; sole: boolean },
): Promise<void> {
  await withDatabases(settings, async (urls) => {
    const [first, ...others] = await Promise.all(urls.map((url) => open(settings, url)));
    if (!first) return;
    try {
      if (!dryRun && !sole) await mustBeSole(settings, [first, ...others]);
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

/** What lies in a data folder with its databases is known to be theirs; of all else somebody must say so. */
async function mustBeSole(settings: Settings, backends: Backend[]): Promise<void> {
  const others = settings.S3_BUCKET ? [] : await otherUsers(settings, backends);
  if (!settings.S3_BUCKET && !settings.DATABASE_URL && others.length === 0) return;
  const whose = others.length > 0 ? `The database ${others.join(', ')} has` : 'Other databases may have';
  throw inputFailure(
    `${whose} objects here too, and what only they name would be lost.`,
    'See with --dry-run what would go; add --sole when these objects are of no other database.',
  );
}

function told({ objects, bytes, artifacts, parts }: Swept, isDry: boolean): string {
  const mib = (bytes / 1024 ** 2).toFixed(1);
  const all = `${objects} objects (${mib} MiB), ${artifacts} results and ${parts} parts of results`;
  return `${isDry ? 'Would remove' : 'Removed'} ${all} that nothing names any more.`;
}
