import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweep } from './sweep.js';
import { openWorld, type World } from './test-world.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const nothing = { objects: 0, bytes: 0, artifacts: 0, parts: 0 };
const has = (ref?: { sha256: string }) => world.backend.objects.has(ref ?? { sha256: '' });

async function finished(content: string): Promise<string> {
  const id = await world.handIn(content);
  await world.run(id);
  return id;
}

describe('a sweep', () => {
  it('takes all of a deleted episode but what another one shares, once it is old', async () => {
    const [one, other] = [await finished('the same'), await finished('the same')];
    const third = await finished('another');
    await world.remove(one);
    await world.remove(third);
    expect(await sweep([world.backend])).toEqual(nothing);
    await world.wait(9);
    // The recording, its sound, its audio, the two results; and the chunk of either, whose parts went at once.
    expect(await sweep([world.backend])).toMatchObject({ objects: 7, artifacts: 2 });
    expect(await world.stored()).toHaveLength(5);
    expect((await world.run(other)).every(({ state }) => state === 'done')).toBe(true);
    await world.remove(other);
    await sweep([world.backend]);
    expect(await world.stored()).toEqual([]);
  });

  it('keeps what was ever published for as long as its episode', async () => {
    const id = await finished('a talk');
    const first = await world.made(id);
    await world.publish(id);
    await world.decide(id, 'rejected');
    await world.run(id);
    const second = await world.made(id);
    await world.decide(id, 'restored');
    await world.wait(9);
    await sweep([world.backend]);
    expect(await has(first?.audio)).toBe(true);
    expect(await has(second?.audio)).toBe(false);
    await world.decide(id, 'rejected');
    expect((await world.run(id)).every(({ state }) => state === 'done')).toBe(true);
    expect(await has(second?.audio)).toBe(true);
  });

  it('keeps what was made last while it is made again', async () => {
    const id = await finished('a talk');
    const made = await world.made(id);
    await world.decide(id, 'rejected');
    await world.wait(9);
    await sweep([world.backend]);
    expect(await has(made?.audio)).toBe(true);
  });

  it('leaves what was put again since, whether or not a row names it yet', async () => {
    const ref = await world.put('of an upload');
    await world.wait(9);
    await world.put('of an upload');
    await sweep([world.backend]);
    expect(await has(ref)).toBe(true);
  });

  it('takes parts that no stage of an episode would take any more, with what they name', async () => {
    const { database } = world.backend;
    const id = await finished('a talk');
    const chunk = await world.put('heard by another engine');
    await database.partial.create({ data: { key: 'of another engine', part: '1', value: { chunk } } });
    await world.wait(9);
    expect(await sweep([world.backend])).toMatchObject({ parts: 1, objects: 1 });
    const left = await database.partial.findMany();
    expect(left).toMatchObject([{ part: 'chunk' }]);
    expect(await has(chunk)).toBe(false);
    await world.remove(id);
    expect(await database.partial.count()).toBe(0);
  });

  it('leaves alone what was there before the database: it is another one’s', async () => {
    const { database } = world.backend;
    const ref = await world.put('of an older database');
    await world.wait(9);
    await database.$executeRaw`UPDATE _prisma_migrations SET started_at = started_at + interval '5 days'`;
    await sweep([world.backend]);
    expect(await has(ref)).toBe(true);
  });

  it('counts alone when it is dry, what it would take', async () => {
    await world.remove(await finished('a talk'));
    await world.wait(9);
    const before = await world.stored();
    const told = await sweep([world.backend], { isDry: true });
    expect(await world.stored()).toEqual(before);
    expect(told.bytes).toBe(before.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(await sweep([world.backend])).toEqual(told);
  });

  it('follows every database that it is given', async () => {
    const other = await openWorld();
    try {
      const mine = await finished('a talk');
      const theirs = { ...other.backend, objects: world.backend.objects };
      const { audio } = (await world.made(mine)) ?? {};
      await other.drawArtwork('a picture');
      await theirs.database.show.updateMany({ data: { artwork: audio ?? {} } });
      await world.remove(mine);
      await world.wait(9);
      await sweep([world.backend, theirs]);
      expect(await has(audio)).toBe(true);
      await sweep([world.backend]);
      expect(await has(audio)).toBe(false);
    } finally {
      await other.close();
    }
  });

  it('follows JSON of tables that it has never heard of', async () => {
    const ref = await world.put('of a later version');
    await world.backend.database.$executeRaw`CREATE TABLE "Later Version" ("The JSON" jsonb)`;
    await world.backend.database.$executeRaw`INSERT INTO "Later Version" VALUES (${{ deep: [{ ref }] }})`;
    await world.wait(9);
    await sweep([world.backend]);
    expect(await has(ref)).toBe(true);
  });

  it('passes over a result that a replan has just found', async () => {
    const { database } = world.backend;
    await world.remove(await finished('a talk'));
    await world.wait(9);
    await database.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT key FROM "Artifact" WHERE stage = 'hear' FOR KEY SHARE`;
      expect(await sweep([world.backend])).toMatchObject({ artifacts: 1 });
    });
    expect(await database.artifact.findMany()).toMatchObject([{ stage: 'hear' }]);
    const again = await finished('a talk');
    expect(await has((await world.made(again))?.source)).toBe(true);
  });
});
