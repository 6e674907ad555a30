import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataPaths, type Settings } from '#config';
import type { Backend } from '../runner/backend.js';

/** Databases that put objects into a data folder are noted there: one that is not set any more is known by nothing else. */
const notesOf = (settings: Settings) => join(dataPaths(settings).objects, 'used-by');

/** What tells a database from all others: its first migration, which a restored copy has too. */
export async function identityOf({ database }: Pick<Backend, 'database'>) {
  const [first] = await database.$queryRaw<{ id: string; bornAt: Date; name: string }[]>`
    SELECT id, started_at AS "bornAt", current_database()::text AS name
      FROM _prisma_migrations ORDER BY started_at, id LIMIT 1`;
  if (!first) throw new Error('The database was never migrated.');
  return first;
}

/** Notes that this database has objects in the data folder. In a bucket nothing is noted. */
export async function noteUser(backend: Pick<Backend, 'database' | 'settings'>): Promise<void> {
  if (backend.settings.S3_BUCKET) return;
  const { id, name } = await identityOf(backend);
  const note = join(notesOf(backend.settings), id);
  if (existsSync(note)) return;
  await mkdir(notesOf(backend.settings), { recursive: true });
  await writeFile(note, name);
}

/** Names of other databases that have had objects in the data folder. */
export async function otherUsers(
  settings: Settings,
  backends: readonly Pick<Backend, 'database'>[],
): Promise<string[]> {
  const known = new Set((await Promise.all(backends.map(identityOf))).map(({ id }) => id));
  const folder = notesOf(settings);
  await mkdir(folder, { recursive: true });
  const others = (await readdir(folder)).filter((id) => !known.has(id));
  return Promise.all(others.map((id) => readFile(join(folder, id), 'utf8')));
}
