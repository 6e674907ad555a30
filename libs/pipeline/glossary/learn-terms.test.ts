import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSettings } from '#config';
import { openDatabase } from '#database';
import { openObjectStore } from '#storage';
import { freshDatabase } from '../../../test/postgres.js';
import { pipeline } from '../pipeline.js';
import { createShow } from '../release/shows.js';
import type { Backend } from '../runner/backend.js';
import { addEpisode } from '../runner/episodes.js';
import { readGivens } from '../runner/givens.js';

let backend: Backend;
let close: () => Promise<void>;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-learn-'));
  const settings = readSettings({ SHOWRUNNER_DATA: folder });
  const fresh = await freshDatabase();
  const database = await openDatabase(fresh.url);
  const objects = await openObjectStore(settings);
  const log = { info() {}, warn() {} };
  const nothing = { queue: null, soundTagger: null };
  backend = { settings, pipeline, databaseUrl: fresh.url, database, objects, log, ...nothing };
  close = async () => {
    await database.close();
    await fresh.close();
    await rm(folder, { recursive: true });
  };
});
afterAll(() => close());

const upload = { audio: null, transcript: null };
const glossaryOf = async (id: string) =>
  (await backend.database.$transaction((tx) => readGivens(tx, id))).givens.glossary;

it('knows the names in its titles, notes and of its people for the next episode, and changes none before', async () => {
  const { id: showId } = await createShow(backend, {
    slug: 'learning',
    title: 'Learning',
    description: 'We talk about radios, mostly Zigbee.',
    glossary: [{ term: 'MinHash', soundsLike: ['mini hash'] }],
  });
  const first = await addEpisode(backend, { showId, upload, filename: 'one', title: 'MinHash at scale' });
  await backend.database.person.create({ data: { showId, name: 'Ann Nguyen', role: 'guest' } });
  const second = await addEpisode(backend, { showId, upload, filename: 'two', title: 'All about the H100' });

  const given = { term: 'MinHash', soundsLike: ['mini hash'] };
  const learned = (term: string) => ({ term, soundsLike: [], learned: true });
  expect(await glossaryOf(first.id)).toEqual([given, learned('Zigbee')]);
  expect(await glossaryOf(second.id)).toEqual([
    { ...learned('Ann Nguyen'), note: 'guest' },
    learned('H100'),
    given,
    learned('Zigbee'),
  ]);
});
