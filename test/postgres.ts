import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, migrate, startEmbeddedPostgres } from '#database';
import { readMigrations } from '../libs/database/migrate.js';

/** One server for all tests of this machine and checkout; it may lose everything at a power cut. */
const folder = join(
  tmpdir(),
  `showrunner-test-${createHash('sha256')
    .update(import.meta.url)
    .digest('hex')
    .slice(0, 12)}`,
);
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' };

/** Key of the advisory lock under which the template is made and cloned. ASCII of "test". */
const templateLock = 0x74657374;

export interface TestDatabase {
  url: string;
  /** Drops the database; the server stops when the last one of all processes is dropped. */
  close(): Promise<void>;
}

let server: Promise<EmbeddedPostgres> | undefined;
let open = 0;

/** A database of its own on a real Postgres, with every migration applied. Takes some 100 ms. */
export async function freshDatabase(): Promise<TestDatabase> {
  open += 1;
  server ??= start();
  const { url } = await server;
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await asAdmin(url, async (admin) => {
    const template = await makeTemplate(admin, url);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return {
    url: withDatabase(url, name),
    async close() {
      await asAdmin(url, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      open -= 1;
      if (open > 0) return;
      const last = server;
      server = undefined;
      await (await last)?.stop();
    },
  };
}

/** Longer than any start on a machine that runs all tests at once. */
const patienceMs = 60_000;

async function start(): Promise<EmbeddedPostgres> {
  try {
    return await startEmbeddedPostgres(folder, { settings, patienceMs });
  } catch (error) {
    // Without fsync a power cut may leave a cluster that does not start. Nothing in it is worth keeping.
    if (existsSync(join(folder, 'cluster', 'postmaster.pid'))) throw error;
    await rm(folder, { recursive: true, force: true });
    return startEmbeddedPostgres(folder, { settings, patienceMs });
  }
}

/** A migrated database to clone; a change of the migrations makes another. */
async function makeTemplate(admin: pg.Client, url: string): Promise<string> {
  const migrations = await readMigrations();
  const digest = createHash('sha256').update(migrations.map(({ checksum }) => checksum).join());
  const name = `template_${digest.digest('hex').slice(0, 16)}`;
  const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return name;
  await dropLeftovers(admin);
  const draft = `${name}_draft`;
  await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${draft}`);
  await migrate(withDatabase(url, draft));
  await admin.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  return name;
}

/** Databases of tests that were killed, and templates of older migrations. */
async function dropLeftovers(admin: pg.Client) {
  const { rows } = await admin.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname ~ '^(test|template)_'",
  );
  for (const { datname } of rows) {
    const pid = /^test_(\d+)_/.exec(datname)?.[1];
    if (!pid || !isAlive(Number(pid))) await admin.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  }
}

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function asAdmin<T>(url: string, use: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [templateLock]);
    return await use(admin);
  } finally {
    await admin.end();
  }
}

function withDatabase(url: string, name: string) {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
