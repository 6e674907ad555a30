import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '#config';
import { finishedEpisode } from '../../../test/finished-episode.js';
import { freshDatabase } from '../../../test/postgres.js';
import { createShow } from '../release/shows.js';
import type { Backend } from './backend.js';
import { earlierRecordings, placeInShow } from './earlier-recordings.js';
import { addEpisode } from './episodes.js';
import { readGivens } from './givens.js';
import { closeBackend, openBackend } from './open-backend.js';

let backend: Backend;
let remove: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase();
  const data = await mkdtemp(join(tmpdir(), 'showrunner-earlier-'));
  const log = { info: () => undefined, warn: () => undefined };
  backend = await openBackend(readSettings({ SHOWRUNNER_DATA: data }), database.url, log, {
    withQueue: false,
  });
  remove = async () => {
    await closeBackend(backend);
    await database.close();
    await rm(data, { recursive: true, force: true });
  };
});
afterAll(() => remove());

const show = (slug: string) => createShow(backend, { slug, title: slug });
const ids = async (place: string, atMost = 20) =>
  (await earlierRecordings(backend, place, atMost)).map(({ episodeId }) => episodeId);

describe('earlier recordings', () => {
  it('are those of the show that were handed in before and read, the newest first', async () => {
    const { id: showId } = await show('ours');
    const first = await finishedEpisode(backend, showId);
    const second = await finishedEpisode(backend, showId);
    const unread = { sha256: 'b'.repeat(64), bytes: 1, type: 'audio/mpeg', filename: 'c.mp3' };
    await addEpisode(backend, { showId, upload: { audio: unread, transcript: null }, filename: 'c.mp3' });
    const last = await finishedEpisode(backend, showId);
    await finishedEpisode(backend, (await show('theirs')).id);
    expect(await ids(last.id)).toEqual([second.id, first.id]);
    expect(await ids(last.id, 1)).toEqual([second.id]);
    expect(await ids(first.id)).toEqual([]);
  });

  it('leave out one whose stored result is gone', async () => {
    const { id: showId } = await show('gone');
    const first = await finishedEpisode(backend, showId);
    const last = await finishedEpisode(backend, showId);
    const run = await backend.database.stageRun.findUniqueOrThrow({
      where: { episodeId_stage: { episodeId: first.id, stage: 'ingest' } },
    });
    await backend.database.artifact.deleteMany({ where: { key: run.key ?? '' } });
    expect(await ids(last.id)).toEqual([]);
  });
});

describe('the place of a recording', () => {
  it('is the first episode of the show with the same file: a second upload has the keys of the first', async () => {
    const { id: showId } = await show('twice');
    const first = await finishedEpisode(backend, showId);
    const { upload } = await backend.database.episode.findUniqueOrThrow({ where: { id: first.id } });
    const again = await addEpisode(backend, {
      ...{ showId, filename: 'again.mp3' },
      upload: upload as Parameters<typeof addEpisode>[1]['upload'],
    });
    const elsewhere = await addEpisode(backend, {
      ...{ showId: (await show('elsewhere')).id, filename: 'again.mp3' },
      upload: upload as Parameters<typeof addEpisode>[1]['upload'],
    });
    const place = (id: string) =>
      backend.database.$transaction(async (tx) => (await readGivens(tx, id)).givens.place);
    expect(await place(first.id)).toBe(first.id);
    expect(await place(again.id)).toBe(first.id);
    expect(await place(elsewhere.id)).toBe(elsewhere.id);
  });

  it('is its own where only a transcript was handed in', async () => {
    const facts = { id: 'this', showId: 'any', upload: { audio: null, transcript: null } };
    expect(await backend.database.$transaction((tx) => placeInShow(tx, facts))).toBe('this');
  });
});
