import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readSettings, type Settings } from '#config';
import type { ObjectRef } from '#contracts';
import { openDatabase } from '#database';
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
const now = { dryRun: false, sole: false };

/** An object that was put nine days ago. */
async function oldObject(content: string): Promise<ObjectRef> {
  const objects = await openObjectStore(settingsWith({}));
  const ref = await objects.put(Buffer.from(content), 'image/jpeg');
  const then = new Date(Date.now() - 9 * 24 * 3600_000);
  await utimes(await objects.localPath(ref), then, then);
  return ref;
}
const isThere = async (ref: ObjectRef) => (await openObjectStore(settingsWith({}))).has(ref);

async function addShow(url: string, artwork: ObjectRef): Promise<void> {
  const database = await openDatabase(url);
  await database.show.create({ data: { slug: 'show', title: 'A show', guid: 'x', artwork } });
  await database.close();
}

it('says first what would go, and then takes it', async () => {
  const [artwork, loose] = [await oldObject('a picture'), await oldObject('of nobody')];
  await addShow(fresh.url, artwork);
  const settings = settingsWith({ DATABASE_URL: fresh.url });
  await sweepStore(settings, { ...now, dryRun: true });
  expect(await isThere(loose)).toBe(true);
  await sweepStore(settings, now);
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
  await sweepStore(settingsWith({ DATABASE_URL: fresh.url }), now);
  expect([await isThere(refs.showrunner), await isThere(refs.process)]).toEqual([true, true]);
  expect(await isThere(loose)).toBe(false);
}, 60_000);

it('leaves a bucket alone until somebody says that nobody else uses it', async () => {
  const settings = settingsWith({ DATABASE_URL: fresh.url, S3_BUCKET: 'objects' });
  await expect(sweepStore(settings, now)).rejects.toMatchObject({ failureClass: 'input' });
});

it('takes nothing by a database that has no show', async () => {
  const loose = await oldObject('of another database');
  const settings = settingsWith({ DATABASE_URL: fresh.url });
  await expect(sweepStore(settings, now)).rejects.toMatchObject({ failureClass: 'input' });
  expect(await isThere(loose)).toBe(true);
});
