import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readSettings } from '#config';
import { objectRef } from '#contracts';
import { openDatabase } from '#database';
import { openObjectStore, type StoredObject } from '#storage';
import { freshDatabase } from '../../../test/postgres.js';
import { definePipeline } from '../define-pipeline.js';
import { decisions, defineStage, given } from '../define-stage.js';
import { loadArtifact } from '../runner/artifacts.js';
import type { Backend } from '../runner/backend.js';
import { openEngines } from '../runner/engines.js';
import { addEpisode, decide } from '../runner/episodes.js';
import { forgetParts } from '../runner/parts.js';
import { runInline } from '../runner/run-inline.js';

const none = z.object({});

/** Puts one object for each recording, and keeps a part that names another. */
const hear = defineStage({
  name: 'hear',
  version: 1,
  queue: 'speech',
  needs: { upload: given.upload },
  settings: none,
  output: z.object({ pcm: objectRef }),
  partsIgnore: [],
  async run({ upload }, { objects, partials }) {
    const chunk = await objects.put(Buffer.from(`chunk of ${upload.audio?.sha256}`), 'text/plain');
    await partials.save('chunk', { chunk });
    return { pcm: await objects.put(Buffer.from(`sound of ${upload.audio?.sha256}`), 'audio/L16') };
  },
});
/** Puts another object for each number of cuts, and names that of the stage before. */
const play = defineStage({
  name: 'play',
  version: 1,
  queue: 'cpu',
  needs: { heard: hear, decided: decisions('cut') },
  settings: none,
  output: z.object({ source: objectRef, audio: objectRef }),
  async run({ heard, decided }, { objects }) {
    const audio = Buffer.from(`${heard.pcm.sha256} without ${decided.length} cuts`);
    return { source: heard.pcm, audio: await objects.put(audio, 'audio/mpeg') };
  },
});

const dayMs = 24 * 3600_000;

/** Episodes of two small stages on a real database and a disk, whose clock can be put forward. */
export async function openWorld() {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-sweep-'));
  const settings = readSettings({ SHOWRUNNER_DATA: folder });
  const fresh = await freshDatabase();
  const engines = openEngines(settings);
  const backend: Backend = {
    settings,
    pipeline: definePipeline([hear, play]),
    databaseUrl: fresh.url,
    database: await openDatabase(fresh.url),
    objects: await openObjectStore(settings),
    queue: null,
    soundTagger: null,
    log: { info() {}, warn() {} },
  };
  const { database, objects } = backend;
  const show = await database.show.create({ data: { slug: 'show', title: 'A show', guid: 'x' } });
  const signal = new AbortController().signal;
  const put = (content: string) => objects.put(Buffer.from(content), 'text/plain');

  const stored = async (): Promise<StoredObject[]> => {
    const all: StoredObject[] = [];
    for await (const object of objects.list()) all.push(object);
    return all;
  };

  return {
    backend,
    put,
    stored,
    async handIn(content: string): Promise<string> {
      const upload = { audio: { ...(await put(content)), filename: 'a.mp3' }, transcript: null };
      return (await addEpisode(backend, { showId: show.id, upload, filename: 'a.mp3' })).id;
    },
    run: (id: string) => runInline(backend, engines, id, signal, () => {}),
    decide: (id: string, verdict: 'rejected' | 'restored') =>
      decide(backend, id, [{ kind: 'cut', subject: 'c1', verdict }], 'host'),
    /** What an episode's last stage made, once it is done. */
    made: async (id: string) => (await loadArtifact(backend, id, play))?.value,
    async publish(id: string): Promise<void> {
      const made = (await loadArtifact(backend, id, play))?.value;
      if (!made) return;
      const content = { title: 'A talk', summary: '', ...made };
      await database.publication.create({
        data: { episodeId: id, content, publishedAt: new Date(), by: 'host' },
      });
    },
    remove: (id: string) =>
      database.$transaction(async (tx) => {
        await forgetParts(tx, backend, id);
        await tx.episode.delete({ where: { id } });
      }),
    drawArtwork: async (content: string) =>
      database.show.update({ where: { id: show.id }, data: { artwork: await put(content) } }),
    /** Makes all that is stored older. */
    async wait(days: number): Promise<void> {
      for (const { sha256, putAt } of await stored()) {
        const then = new Date(putAt.getTime() - days * dayMs);
        await utimes(await objects.localPath({ sha256 }), then, then);
      }
      const columns = { Artifact: 'createdAt', Partial: 'createdAt', _prisma_migrations: 'started_at' };
      for (const [table, column] of Object.entries(columns))
        await database.$executeRawUnsafe(
          `UPDATE "${table}" SET "${column}" = "${column}" - interval '${days} days'`,
        );
    },
    async close(): Promise<void> {
      await engines.close();
      await database.close();
      await fresh.close();
      await rm(folder, { recursive: true });
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;
