import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sweep, sweptAfterMs } from './sweep.js';
import { openWorld, type World } from './test-world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const sweptAfterDays = sweptAfterMs / (24 * 3600_000);

const acts = [
  'hand in',
  'run',
  'run and publish',
  'reject and run',
  'reject',
  'restore',
  'delete',
  'put',
  'draw artwork',
  'wait',
  'sweep',
] as const;
const step = fc.record({
  act: fc.constantFrom(...acts),
  which: fc.nat(1),
  days: fc.integer({ min: 3, max: 12 }),
});

/** Days since objects were put that no row need name. */
const lately = new Map<string, number>();

async function wait(days: number): Promise<void> {
  await world.wait(days);
  for (const [sha256, age] of lately) lately.set(sha256, age + days);
}

/** Does one thing of a host, a worker or time. `episodes` are those that are there. */
async function take(
  { act, which, days }: { act: (typeof acts)[number]; which: number; days: number },
  episodes: string[],
) {
  const id = episodes[which % episodes.length];
  if (act === 'hand in') episodes.push(await world.handIn(`recording ${which}`));
  else if (act === 'put') lately.set((await world.put(`recording ${which}`)).sha256, 0);
  else if (act === 'draw artwork') await world.drawArtwork(`picture ${which}`);
  else if (act === 'wait') await wait(days);
  else if (act === 'sweep') await sweepAndCheck();
  else if (!id) return;
  else if (act === 'run') await world.run(id);
  else if (act === 'reject') await world.decide(id, 'rejected');
  else if (act === 'restore') await world.decide(id, 'restored');
  else if (act === 'reject and run') {
    await world.decide(id, 'rejected');
    await world.run(id);
  } else if (act === 'run and publish') {
    await world.run(id);
    await world.publish(id);
  } else {
    await world.remove(id);
    episodes.splice(episodes.indexOf(id), 1);
  }
}

interface Ref {
  sha256: string;
}

/** What rows and results name, field by field: nothing here searches for what looks like a hash. */
async function named(): Promise<Set<string>> {
  const { database, objects } = world.backend;
  const refs: (Ref | null | undefined)[] = [];
  for (const { artwork } of await database.show.findMany()) refs.push(artwork as Ref | null);
  for (const { upload } of await database.episode.findMany())
    refs.push((upload as unknown as { audio: Ref }).audio);
  for (const { content } of await database.publication.findMany()) {
    const { audio, source } = content as unknown as { audio: Ref; source: Ref };
    refs.push(audio, source);
  }
  for (const { value } of await database.partial.findMany())
    refs.push((value as unknown as { chunk: Ref }).chunk);
  for (const row of await database.artifact.findMany()) {
    const made = JSON.parse((await objects.read(row)).toString('utf8')) as Record<string, Ref>;
    refs.push(row, made.pcm, made.source, made.audio);
  }
  return new Set(refs.flatMap((ref) => ref?.sha256 ?? []));
}

async function sweepAndCheck(): Promise<void> {
  await sweep([world.backend]);
  const before = new Date(Date.now() - sweptAfterMs);
  const stored = await world.stored();
  const there = new Set(stored.map(({ sha256 }) => sha256));
  const wanted = await named();
  for (const [sha256, days] of lately) if (days < sweptAfterDays) wanted.add(sha256);
  expect([...wanted].filter((sha256) => !there.has(sha256))).toEqual([]);
  expect(stored.filter(({ sha256, putAt }) => putAt < before && !wanted.has(sha256))).toEqual([]);
  const runs = await world.backend.database.stageRun.findMany();
  const used = new Set(runs.flatMap(({ key, madeKey }) => [key, madeKey]));
  const keys = (await world.backend.database.artifact.findMany()).map(({ key }) => key);
  expect(runs.filter(({ madeKey }) => madeKey && !keys.includes(madeKey))).toEqual([]);
  const old = await world.backend.database.artifact.findMany({ where: { createdAt: { lt: before } } });
  expect(old.filter(({ key }) => !used.has(key))).toEqual([]);
}

it('whatever is done in any order, what is named stays, and what is old and not named goes', {
  timeout: 240_000,
}, async () => {
  const steps = fc.array(step, { minLength: 8, maxLength: 25, size: 'max' });
  const property = fc.asyncProperty(steps, async (all) => {
    const episodes: string[] = [];
    for (const one of all) await take(one, episodes);
    await sweepAndCheck();
    for (const id of [...episodes]) {
      const rows = await world.run(id);
      expect(rows.map(({ state }) => state)).toEqual(['done', 'done']);
      await world.remove(id);
    }
  });
  await fc.assert(property, { numRuns: 40 });
});
