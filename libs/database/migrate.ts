import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { packageRoot } from '#config';
import { dependencyFailure, Failure } from '#contracts';
import { withSchemaEngine } from './schema-engine.js';

export const migrationsFolder = join(packageRoot, 'prisma', 'migrations');

/** No table is left out of a migration. */
export const allTables = { externalTables: [], externalEnums: [] };

/** Key of the advisory lock under which one starter at a time migrates. ASCII of "migr". */
const migrationLock = 0x6d696772;

export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the SQL, as Prisma stores it. */
  checksum: string;
}

/** The migrations in a folder, oldest first. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings a database up to the newest migration. Where nothing is to do, that costs one query. Several processes may
 * start at once: one applies, the others wait for it.
 *
 * @returns names of the migrations it applied
 * @throws Failure `dependency` when the database does not answer or is newer than this Showrunner;
 *   `bug` when a migration was changed after it was applied, or fails
 */
export async function migrate(url: string, folder = migrationsFolder): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url });
  // Whatever breaks the connection also rejects the query that waits on it.
  client.on('error', () => undefined);
  await client.connect().catch(refuse);
  try {
    if (await isUpToDate(client, migrations)) return [];
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    if (await isUpToDate(client, migrations)) return [];
    return await apply(url, migrations);
  } finally {
    await client.end();
  }
}

function refuse(error: unknown): never {
  throw dependencyFailure(
    `Postgres does not let us in: ${error instanceof Error ? error.message : error}`,
    'Check DATABASE_URL and that the server is running.',
    error,
  );
}

async function isUpToDate(client: pg.Client, migrations: Migration[]): Promise<boolean> {
  const applied = await appliedChecksums(client);
  const known = new Set(migrations.map((migration) => migration.name));
  const newer = [...applied.keys()].filter((name) => !known.has(name));
  if (newer.length > 0)
    throw dependencyFailure(
      `The database was made by a newer Showrunner: it has ${newer.join(', ')}.`,
      'Update Showrunner, or point it to another database.',
    );
  const changed = migrations.filter(({ name, checksum }) => (applied.get(name) ?? checksum) !== checksum);
  if (changed.length > 0)
    throw new Failure(
      'bug',
      `Applied migrations were changed afterwards: ${changed.map(({ name }) => name).join(', ')}.`,
      'Restore the files, and put the change into a new migration.',
    );
  return migrations.every(({ name }) => applied.has(name));
}

async function appliedChecksums(client: pg.Client): Promise<Map<string, string>> {
  const exists = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS yes`);
  if (!exists.rows[0].yes) return new Map();
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function apply(url: string, migrations: Migration[]): Promise<string[]> {
  const migrationsList = asMigrationList(migrations);
  try {
    const { appliedMigrationNames } = await withSchemaEngine(url, undefined, (engine) =>
      engine.applyMigrations({ migrationsList, filters: allTables }),
    );
    return appliedMigrationNames;
  } catch (error) {
    throw new Failure(
      'bug',
      `A migration could not be applied: ${error instanceof Error ? error.message : error}`,
      'Keep a copy of the database as it is, and report this with the text above.',
      { cause: error },
    );
  }
}

/** Migrations in the form that the schema engine reads. */
export const asMigrationList = (migrations: Migration[]): MigrationList => ({
  baseDir: '',
  lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
  shadowDbInitScript: '',
  migrationDirectories: migrations.map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
  })),
});
