import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Transcript } from '#contracts';
import { type Fleet, startFleet } from '../../../test/speech-fleet.js';
import { transcribe } from '../stages/transcribe/stage.js';
import { loadArtifact } from './artifacts.js';
import { claim } from './claim.js';
import { replan } from './episodes.js';
import { helpStage } from './help-stage.js';
import { partsOf } from './parts.js';
import { reconcile } from './reconcile.js';
import { runInline } from './run-inline.js';
import { readInputs } from './stage-inputs.js';

const signal = new AbortController().signal;
const fleets: Fleet[] = [];
afterEach(() => Promise.all(fleets.splice(0).map((fleet) => fleet.close())));

/** A short chunk: nothing here measures time. */
async function fleetOf(workers: number, chunkMs = 60): Promise<Fleet> {
  const fleet = await startFleet(workers, { chunkMs, parallel: 1 });
  fleets.push(fleet);
  return fleet;
}

async function finished({ backend }: Fleet, id: string): Promise<Transcript> {
  const find = async () => (await loadArtifact(backend, id, transcribe))?.value;
  return (await vi.waitUntil(find, { timeout: 25_000, interval: 50 })) as Transcript;
}

const ofKind = (fleet: Fleet, kind: string) => fleet.decodeLog().filter(({ what }) => what === kind);
const begun = (fleet: Fleet) => ofKind(fleet, 'begin').map(({ chunk }) => chunk);
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

/** A worker is killed; so that no test waits 10 s, what it held counts as dead at once. */
async function kill(fleet: Fleet, id: string, pid: number): Promise<void> {
  const { database } = fleet.backend;
  const victim = fleet.workers.find((worker) => worker.pid === pid);
  if (!victim) throw new Error('No such worker.');
  const gone = once(victim, 'exit');
  victim.kill('SIGKILL');
  await gone;
  const his = fleet.decodeLog().filter((line) => line.pid === pid);
  const open = his.filter(
    ({ what, chunk }) => what === 'begin' && !his.some((l) => l.what === 'end' && l.chunk === chunk),
  );
  for (const { chunk } of open)
    await database.partial.updateMany({
      where: { part: { startsWith: `chunk-${chunk * 10_000}-` } },
      data: { heartbeatAt: new Date(0) },
    });
  if (his.some(({ what }) => what === 'plan'))
    await database.stageRun.updateMany({
      where: { episodeId: id, stage: 'transcribe' },
      data: { heartbeatAt: new Date(0) },
    });
  await reconcile(fleet.backend);
}

describe('one episode on two workers', () => {
  it('is decoded by both, each chunk once, and reads as from one', async () => {
    const [two, none] = await Promise.all([fleetOf(2), fleetOf(0, 0)]);
    const id = await two.addRecording(24);
    const together = await finished(two, id);
    expect(begun(two).sort((a, b) => a - b)).toEqual(upTo(24));
    for (const { pid } of two.workers)
      expect(ofKind(two, 'begin').filter((line) => line.pid === pid).length).toBeGreaterThanOrEqual(8);

    const alone = await none.addRecording(24);
    await runInline(none.backend, none.engines, alone, signal, () => {});
    expect(together).toEqual((await loadArtifact(none.backend, alone, transcribe))?.value);
  });

  it.each(['owner', 'helper'])('repeats at most one chunk when the %s is killed', async (who) => {
    const fleet = await fleetOf(2, 100);
    const id = await fleet.addRecording(24);
    await vi.waitUntil(() => new Set(ofKind(fleet, 'end').map(({ pid }) => pid)).size === 2, {
      timeout: 20_000,
    });
    const owner = ofKind(fleet, 'plan')[0]?.pid;
    const victim = fleet.workers.find(({ pid }) => (pid === owner) === (who === 'owner'));
    await kill(fleet, id, victim?.pid as number);
    const { words } = await finished(fleet, id);
    expect(words.map(({ text }) => text)).toEqual(upTo(24).map((i) => `Chunk ${i}.`));
    expect(begun(fleet).length).toBeLessThanOrEqual(25);
    expect(ofKind(fleet, 'plan')).toHaveLength(1);
  });
});

describe('a worker that helps', () => {
  /** An episode whose transcription another worker runs: its plan is there, and no chunk. */
  async function runningElsewhere(chunks: number) {
    const fleet = await fleetOf(0, 0);
    const id = await fleet.addRecording(chunks);
    const held = await claim(fleet.backend, id, 'transcribe');
    if (!held) throw new Error('The run was not ready.');
    const { partsKey } = await readInputs(fleet.backend, fleet.backend.pipeline.stage('transcribe'), id);
    const parts = partsOf(fleet.backend, partsKey, 'the owner');
    const pcm = await fleet.backend.objects.put(Buffer.from(JSON.stringify({ chunks })), 'audio/wav');
    const plan = await fleet.engines.transcriber.plan(await fleet.backend.objects.localPath(pcm), signal);
    await parts.save('plan', plan);
    await parts.save('language', 'en');
    const help = () => helpStage(fleet.backend, fleet.engines, id, 'transcribe', signal);
    return { fleet, id, parts, help };
  }

  it('leaves alone what the owner has', async () => {
    const { fleet, parts, help } = await runningElsewhere(3);
    expect(await parts.claim('chunk-10000-19000-en')).toBe(true);
    await help();
    expect(begun(fleet)).toEqual([0, 2]);
  });

  it('takes nothing more once the run is replanned', async () => {
    const { fleet, id, help } = await runningElsewhere(6);
    const { database } = fleet.backend;
    const { showId } = await database.episode.findUniqueOrThrow({ where: { id } });
    const { transcriber } = fleet.engines;
    const decode = transcriber.transcribe;
    transcriber.transcribe = async (path, chunk, options) => {
      if (chunk.index === 2) {
        await database.glossaryTerm.create({ data: { showId, term: 'MinHash', soundsLike: [] } });
        await replan(fleet.backend, id);
      }
      return decode(path, chunk, options);
    };
    await help();
    expect(begun(fleet)).toEqual([0, 1, 2]);
  });

  it('does nothing with other settings than the run was planned with', async () => {
    const { fleet, id } = await runningElsewhere(3);
    const settings = { ...fleet.backend.settings, WHISPER_MODEL: 'another' };
    await helpStage({ ...fleet.backend, settings }, fleet.engines, id, 'transcribe', signal);
    expect(begun(fleet)).toEqual([]);
  });

  it('gives back what it could not finish', async () => {
    const { fleet, parts, help } = await runningElsewhere(1);
    fleet.engines.transcriber.transcribe = () => Promise.reject(new Error('The engine broke.'));
    await help();
    expect(await parts.claim('chunk-0-9000-en')).toBe(true);
  });
});

describe('a part', () => {
  it('goes to one of two workers, to another when the first is dead, and to none when it is saved', async () => {
    const { backend } = await fleetOf(0);
    const [one, two] = [partsOf(backend, 'key', 'one'), partsOf(backend, 'key', 'two')];
    const claims = await Promise.all([one.claim('a'), two.claim('a')]);
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await one.load('a')).toBeUndefined();
    await backend.database.partial.updateMany({ data: { heartbeatAt: new Date(0) } });
    expect(await two.claim('a')).toBe(true);
    await two.save('a', { words: [] });
    await backend.database.partial.updateMany({ data: { heartbeatAt: new Date(0) } });
    expect(await one.claim('a')).toBe(false);
    expect(await one.load('a')).toEqual({ words: [] });
  });
});
