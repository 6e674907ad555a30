import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readSettings, type Settings } from '#config';
import type { ObjectRef } from '#contracts';
import { openDatabase } from '#database';
import { noteUser } from '#pipeline';
import { openObjectStore } from '#storage';
import { freshDatabase, type TestDatabase } from '../../../test/postgres.js';
import { openDatabaseFor } from '../open-database.js';
import { sweepStore } from './sweep-store.js';

let folder: string;
let fresh: TestDatabase;
const said: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-sweep-store-'));
  fresh = await freshDatabase();
  said.length = 0;
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fresh.close();
  await rm(folder, { recursive: true });
});

const settingsWith = (env: Record<string, string>): Settings =>
  readSettings({ SHOWRUNNER_DATA: folder, ...env });
const unsure = { dryRun: false, sole: false };
const sole = { dryRun: false, sole: true };

/** An object that was put nine days ago. */
async function oldObject(content: string): Promise<ObjectRef> {
  const objects = await openObjectStore(settingsWith({}));
  const ref = await objects.put(Buffer.from(content), 'image/jpeg');
  const then = new Date(Date.now() - 9 * 24 * 3600_000);
  await utimes(await objects.localPath(ref), then, then);
  return ref;
}
const isThere = async (ref: ObjectRef) => (await openObjectStore(settingsWith({}))).has(ref);

/** A show whose database was there before the objects. */
async function addShow(url: string, artwork: ObjectRef): Promise<void> {
  const database = await openDatabase(url);
  await database.$executeRaw`UPDATE _prisma_migrations SET started_at = started_at - interval '30 days'`;
  await database.show.create({ data: { slug: 'show', title: 'A show', guid: 'x', artwork } });
  await database.close();
}

it('says first what would go, and then takes it', async () => {
  const [artwork, loose] = [await oldObject('a picture'), await oldObject('of nobody')];
  await addShow(fresh.url, artwork);
  const settings = settingsWith({ DATABASE_URL: fresh.url });
  await sweepStore(settings, { ...unsure, dryRun: true });
  expect(await isThere(loose)).toBe(true);
  await sweepStore(settings, sole);
  expect(said).toEqual([
    'Would remove 1 objects (0.0 MiB), 0 results and 0 parts of results that nothing names any more.',
    'Removed 1 objects (0.0 MiB), 0 results and 0 parts of results that nothing names any more.',
  ]);
  expect([await isThere(artwork), await isThere(loose)]).toEqual([true, false]);
});

it('keeps what the databases of the data folder name, whichever of them', async () => {
  const refs = { showrunner: await oldObject('a picture'), process: await oldObject('another') };
  const loose = await oldObject('of nobody');
  for (const [name, artwork] of Object.entries(refs)) {
    const database = await openDatabaseFor(settingsWith({}), name);
    await addShow(database.url, artwork);
    await database.stop();
  }
  await addShow(fresh.url, await oldObject('a third'));
  await sweepStore(settingsWith({ DATABASE_URL: fresh.url }), sole);
  expect([await isThere(refs.showrunner), await isThere(refs.process)]).toEqual([true, true]);
  expect(await isThere(loose)).toBe(false);
}, 60_000);

it.each([
  ['a bucket', { S3_BUCKET: 'objects' }],
  ['a database elsewhere', {}],
])('is sure of no other database with %s until somebody says so', async (_, env) => {
  const settings = settingsWith({ DATABASE_URL: fresh.url, ...env });
  await expect(sweepStore(settings, unsure)).rejects.toMatchObject({ failureClass: 'input' });
});

it('needs no word for a data folder with its own databases, until another has put something there', async () => {
  const loose = await oldObject('of nobody');
  const embedded = await openDatabaseFor(settingsWith({}));
  await addShow(embedded.url, await oldObject('a picture'));
  await sweepStore(settingsWith({}), unsure);
  expect(await isThere(loose)).toBe(false);

  const elsewhere = await openDatabase(fresh.url);
  await elsewhere.$executeRaw`UPDATE _prisma_migrations SET id = gen_random_uuid()::text`;
  await noteUser({ database: elsewhere, settings: settingsWith({}) });
  await elsewhere.close();
  const theirs = await oldObject('of the other');
  await expect(sweepStore(settingsWith({}), unsure)).rejects.toMatchObject({
    failureClass: 'input',
    message: expect.stringContaining('test_'),
  });
  expect(await isThere(theirs)).toBe(true);
  await embedded.stop();
}, 60_000);
