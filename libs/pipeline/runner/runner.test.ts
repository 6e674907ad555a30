import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readSettings, type Settings } from '#config';
import { inputFailure, resourceFailure } from '#contracts';
import { openDatabase } from '#database';
import { openObjectStore } from '#storage';
import { freshDatabase } from '../../../test/postgres.js';
import { definePipeline } from '../define-pipeline.js';
import { decisions, defineStage, given, type StageTools } from '../define-stage.js';
import { loadLastMade } from './artifacts.js';
import type { Backend } from './backend.js';
import { claim } from './claim.js';
import { commit } from './commit.js';
import { type Engines, openEngines } from './engines.js';
import { addEpisode, decide, retryEpisode } from './episodes.js';
import { reconcile } from './reconcile.js';
import { runInline } from './run-inline.js';
import { runStage } from './run-stage.js';

/** Which stages ran, in the order they started; what a test wants a stage to do is set in `acts`. */
const ran: string[] = [];
const acts = new Map<string, (tools: StageTools) => Promise<void>>();

async function act(name: string, tools: StageTools): Promise<string> {
  ran.push(name);
  await acts.get(name)?.(tools);
  return name;
}

const text = z.string();
const none = z.object({});
const hear = defineStage({
  name: 'hear',
  version: 1,
  queue: 'speech',
  needs: { upload: given.upload },
  settings: none,
  output: text,
  run: (_, tools) => act('hear', tools),
});
const trim = defineStage({
  name: 'trim',
  version: 1,
  queue: 'cpu',
  needs: { words: hear, decided: decisions('cut') },
  settings: none,
  output: text,
  run: ({ decided }, tools) => act(`trim ${decided.length}`, tools),
});
const play = defineStage({
  name: 'play',
  version: 1,
  queue: 'cpu',
  needs: { cuts: trim },
  settings: none,
  output: text,
  run: (_, tools) => act('play', tools),
});

let backend: Backend;
let engines: Engines;
let folder: string;
let closeDatabase: () => Promise<void>;
const signal = new AbortController().signal;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-runner-'));
  const settings: Settings = readSettings({ SHOWRUNNER_DATA: folder });
  const fresh = await freshDatabase();
  closeDatabase = fresh.close;
  engines = openEngines(settings);
  backend = {
    settings,
    pipeline: definePipeline([hear, trim, play]),
    databaseUrl: fresh.url,
    database: await openDatabase(fresh.url),
    objects: await openObjectStore(settings),
    queue: null,
    soundTagger: null,
    log: { info() {}, warn() {} },
  };
});

afterAll(async () => {
  await engines.close();
  await backend.database.close();
  await closeDatabase();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  ran.length = 0;
  acts.clear();
});

let count = 0;
async function newEpisode(content = `recording ${++count}`): Promise<string> {
  const { id: showId } = await backend.database.show.create({
    data: {
      slug: `show-${++count}`,
      title: 'A show',
      guid: 'f7b4f8b4-0000-5000-8000-000000000000',
      review: 'wait',
    },
  });
  const object = await backend.objects.put(Buffer.from(content), 'audio/mpeg');
  const upload = { audio: { ...object, filename: 'a.mp3' }, transcript: null };
  return (await addEpisode(backend, { showId, upload, filename: 'a.mp3' })).id;
}
const runAll = (id: string) => runInline(backend, engines, id, signal, () => {});
const reject = (id: string, cut: string, verdict: 'rejected' | 'restored' = 'rejected') =>
  decide(backend, id, [{ kind: 'cut', subject: cut, verdict }], 'host');
const rowOf = (episodeId: string, stage: string) =>
  backend.database.stageRun.findUniqueOrThrow({ where: { episodeId_stage: { episodeId, stage } } });

/** What each stage made last, by a reader who must not wait. */
const lastMade = (id: string) =>
  Promise.all(backend.pipeline.stages.map((stage) => loadLastMade(backend, id, stage)));

describe('the runner', () => {
  it('takes an episode through all stages, each once', async () => {
    const rows = await runAll(await newEpisode());
    expect(ran).toEqual(['hear', 'trim 0', 'play']);
    expect(rows.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  });

  it('after a rejected cut runs only what hangs on it, and nothing when that is taken back', async () => {
    const id = await newEpisode();
    await runAll(id);
    ran.length = 0;
    await reject(id, 'c1');
    await runAll(id);
    expect(ran).toEqual(['trim 1', 'play']);
    ran.length = 0;
    await reject(id, 'c1', 'restored');
    await runAll(id);
    expect(ran).toEqual([]);
  });

  it('runs nothing for the same recording a second time', async () => {
    await runAll(await newEpisode('the same bytes'));
    ran.length = 0;
    const rows = await runAll(await newEpisode('the same bytes'));
    expect(ran).toEqual([]);
    expect(rows.every(({ state }) => state === 'done')).toBe(true);
  });

  it('lets one of two workers have a run', async () => {
    const id = await newEpisode();
    const claims = await Promise.all([claim(backend, id, 'hear'), claim(backend, id, 'hear')]);
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('refuses the result of a run that was replanned meanwhile', async () => {
    const id = await newEpisode();
    await runStage(backend, engines, id, 'hear', signal);
    acts.set('trim 0', () => reject(id, 'c1'));
    await runAll(id);
    expect(ran).toEqual(['hear', 'trim 0', 'trim 1', 'play']);
    expect((await rowOf(id, 'trim')).state).toBe('done');
  });

  it('says why a stage failed, does not try bad input again, and runs again when the host asks', async () => {
    const id = await newEpisode();
    acts.set('hear', async () => {
      throw inputFailure('This is not audio.', 'Upload a recording.');
    });
    await runAll(id);
    expect(await rowOf(id, 'hear')).toMatchObject({
      state: 'failed',
      failureClass: 'input',
      failure: 'This is not audio.',
      remedy: 'Upload a recording.',
      retryAt: null,
    });
    acts.clear();
    await retryEpisode(backend, id);
    await runAll(id);
    expect(ran).toEqual(['hear', 'hear', 'trim 0', 'play']);
  });

  it('tries again by itself when the reason may pass', async () => {
    const id = await newEpisode();
    acts.set('hear', async () => {
      throw resourceFailure('The disk is full.', 'Free some space.');
    });
    await runAll(id);
    const { failureClass, retryAt } = await rowOf(id, 'hear');
    expect(failureClass).toBe('resource');
    await backend.database.stageRun.updateMany({ where: { episodeId: id }, data: { retryAt: new Date(0) } });
    expect(retryAt?.getTime()).toBeGreaterThan(Date.now());
    acts.clear();
    await reconcile(backend);
    const rows = await runAll(id);
    expect(rows.every(({ state }) => state === 'done')).toBe(true);
  });

  it('takes over from a dead worker, and refuses what the dead one commits later', async () => {
    const id = await newEpisode();
    const dead = await claim(backend, id, 'hear');
    await backend.database.stageRun.updateMany({
      where: { episodeId: id },
      data: { heartbeatAt: new Date(0) },
    });
    expect((await reconcile(backend)).takenOver).toBe(1);
    if (!dead) throw new Error('The first claim was refused.');
    expect(await commit(backend, dead, 'from the grave', { engine: null, workedMs: null })).toBe(false);
    await runAll(id);
    expect(ran).toEqual(['hear', 'trim 0', 'play']);
  });

  it('gives a run back when its worker stops, and the next goes on from the parts that were saved', async () => {
    const id = await newEpisode();
    const worker = new AbortController();
    const parts: unknown[] = [];
    acts.set('hear', async ({ partials, signal: told }) => {
      parts.push(await partials.load('chunk 1'));
      await partials.save('chunk 1', { words: ['hello'] });
      worker.abort(new Error('stopping'));
      told.throwIfAborted();
    });
    await runStage(backend, engines, id, 'hear', worker.signal);
    expect(await rowOf(id, 'hear')).toMatchObject({ state: 'ready', attempt: 0 });
    acts.set('hear', async ({ partials }) => void parts.push(await partials.load('chunk 1')));
    await runAll(id);
    expect(parts).toEqual([undefined, { words: ['hello'] }]);
  });

  it('makes a stored result anew when its object is gone', async () => {
    const id = await newEpisode();
    await runAll(id);
    const { key } = await rowOf(id, 'hear');
    const artifact = await backend.database.artifact.findUniqueOrThrow({ where: { key: key ?? '' } });
    await backend.objects.remove(artifact);
    await reject(id, 'c1');
    await runAll(id);
    expect(await rowOf(id, 'trim')).toMatchObject({ state: 'failed', failureClass: 'resource' });
    ran.length = 0;
    await retryEpisode(backend, id);
    await runAll(id);
    expect(ran).toEqual(['hear', 'trim 1', 'play']);
  });

  it('shows what a stage made last until it has made it again, also when that fails', async () => {
    const id = await newEpisode();
    expect(await lastMade(id)).toEqual([null, null, null]);
    await runAll(id);
    const before = await lastMade(id);
    expect(before).toMatchObject([{ isOutdated: false }, { isOutdated: false }, { isOutdated: false }]);
    acts.set('trim 1', async () => {
      expect(await lastMade(id)).toMatchObject([{ isOutdated: false }, outdated[1], outdated[2]]);
      throw inputFailure('This cannot be trimmed.', 'Take the verdict back.');
    });
    const outdated = before.map((made) => ({ ...made, isOutdated: true }));
    await reject(id, 'c1');
    await runAll(id);
    expect((await lastMade(id)).slice(1)).toEqual(outdated.slice(1));
    acts.clear();
    await retryEpisode(backend, id);
    await runAll(id);
    const after = await lastMade(id);
    expect(after[1]).toMatchObject({ isOutdated: false });
    expect(after[1]?.key).not.toBe(before[1]?.key);
  });

  it('shows nothing of an earlier run whose object is gone', async () => {
    const id = await newEpisode();
    await runAll(id);
    const { madeKey } = await rowOf(id, 'play');
    await reject(id, 'c1');
    await backend.objects.remove(
      await backend.database.artifact.findUniqueOrThrow({ where: { key: madeKey ?? '' } }),
    );
    expect(await loadLastMade(backend, id, play)).toBeNull();
    expect(await loadLastMade(backend, id, trim)).not.toBeNull();
  });
});
