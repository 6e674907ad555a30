import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMigration } from '../libs/database/create-migration.js';
import { startEmbeddedPostgres } from '../libs/database/index.js';

const [name] = process.argv.slice(2);
if (!name) {
  console.error('Usage: npx tsx --conditions=source prisma/new-migration.ts <name>');
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'showrunner-migration-'));
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'), { settings: { fsync: 'off' } });
try {
  const path = await createMigration(postgres.url, name);
  console.log(
    path ? `Wrote ${path}. Read it, change it where it needs it, and commit it.` : 'Nothing to migrate.',
  );
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
