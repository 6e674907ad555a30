import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '#contracts';
import { freshDatabase, type TestDatabase } from '../../test/postgres.js';
import { createMigration, schemaDrift } from './create-migration.js';
import { migrate, readMigrations } from './migrate.js';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'showrunner-migrations-'));
});

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const query = async (sql: string) => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

const writeMigration = async (name: string, sql: string) => {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
};

describe('the migrations', () => {
  it('give exactly what schema.prisma describes', async () => {
    expect(await schemaDrift(database.url)).toBe('');
    expect(await createMigration(database.url, 'nothing')).toBeNull();
  });

  it('leave nothing to do when all are applied', async () => {
    expect(await migrate(database.url)).toEqual([]);
  });

  it('index a passage for search by itself, in every alphabet', async () => {
    const [row] = await query(`SELECT to_tsvector('simple', 'ÄRGER Straße')::text AS words`);
    expect(row.words).toBe("'straße':2 'ärger':1");
    const [column] = await query(
      `SELECT is_generated, generation_expression FROM information_schema.columns WHERE table_name = 'Passage' AND column_name = 'search'`,
    );
    expect(column).toEqual({
      is_generated: 'ALWAYS',
      generation_expression: `to_tsvector('simple'::regconfig, text)`,
    });
  });
});

describe('migrating', () => {
  it('applies new migrations in order and once, however many start at the same time', async () => {
    for (const { name, sql } of await readMigrations()) await writeMigration(name, sql);
    await writeMigration('29990101000000_second', 'CREATE TABLE second (id int);');
    await writeMigration(
      '29990102000000_third',
      'CREATE FUNCTION third() RETURNS int AS $$ BEGIN PERFORM 1; RETURN 3; END; $$ LANGUAGE plpgsql; INSERT INTO second VALUES (third());',
    );
    const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)));
    expect(applied.filter((names) => names.length > 0)).toEqual([
      ['29990101000000_second', '29990102000000_third'],
    ]);
    expect(await query('SELECT id FROM second')).toEqual([{ id: 3 }]);
  });

  it('refuses a database that a newer Showrunner made', async () => {
    await expect(migrate(database.url)).rejects.toMatchObject({
      failureClass: 'dependency',
      message: expect.stringContaining('29990101000000_second'),
    });
  });

  it('refuses migrations that were changed after they were applied', async () => {
    await writeMigration('29990101000000_second', 'CREATE TABLE second (id bigint);');
    await expect(migrate(database.url, folder)).rejects.toThrow('changed afterwards: 29990101000000_second');
  });

  it('names the database when it does not answer', async () => {
    const refused = migrate('postgresql://nobody:nothing@127.0.0.1:1/none');
    await expect(refused).rejects.toBeInstanceOf(Failure);
    await expect(refused).rejects.toMatchObject({
      failureClass: 'dependency',
      remedy: expect.stringContaining('DATABASE_URL'),
    });
  });
});
