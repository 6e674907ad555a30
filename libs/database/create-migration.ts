import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '#config';
import { allTables, asMigrationList, migrate, migrationsFolder, readMigrations } from './migrate.js';
import { withSchemaEngine } from './schema-engine.js';

const schemaPath = join(packageRoot, 'prisma', 'schema.prisma');

/** What lies between the migrations and prisma/schema.prisma, as SQL; empty when they agree. */
export async function schemaDrift(url: string): Promise<string> {
  const schema = { files: [{ path: schemaPath, content: await readFile(schemaPath, 'utf8') }] };
  const migrations = asMigrationList(await readMigrations());
  const { stdout, exitCode } = await withSchemaEngine(url, schema.files, (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...migrations },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: true,
      filters: allTables,
    }),
  );
  return exitCode === 0 || isEmpty(stdout ?? '') ? '' : (stdout ?? '');
}

/**
 * Writes the next migration: what prisma/schema.prisma has and the migrations do not. Does not apply it, so that it can
 * be read and changed first.
 *
 * @param url a database that may be written to; every migration so far is applied to it
 * @returns the path of the new file, or null when there is nothing to migrate
 */
export async function createMigration(url: string, name: string): Promise<string | null> {
  await migrate(url);
  const schema = { files: [{ path: schemaPath, content: await readFile(schemaPath, 'utf8') }] };
  const migrationsList = asMigrationList(await readMigrations());
  const made = await withSchemaEngine(url, schema.files, async (engine) => {
    const { action } = await engine.devDiagnostic({ migrationsList, filters: allTables });
    if (action.tag === 'reset')
      throw new Error(`The migrations do not give the database they should: ${action.reason}`);
    return engine.createMigration({
      draft: true,
      migrationName: name,
      migrationsList,
      schema,
      filters: allTables,
    });
  });
  if (isEmpty(made.migrationScript ?? '')) return null;
  const folder = join(migrationsFolder, made.generatedMigrationName);
  const path = join(folder, 'migration.sql');
  await mkdir(folder, { recursive: true });
  await writeFile(path, made.migrationScript ?? '');
  return path;
}

/** Of nothing to do the engine writes a comment that says so. */
const isEmpty = (script: string) =>
  script.split('\n').every((line) => line.trim() === '' || line.startsWith('--'));
