import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/postgres.js';
import { type Database, openDatabase } from './client.js';
import { type LiveEvent, publishEvent, subscribeEvents } from './live-events.js';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await freshDatabase();
  db = openDatabase(database.url, { pool: 2 });
});

afterAll(async () => {
  await db.close();
  await database.close();
});

const progress = (n: number): LiveEvent => ({ type: 'progress', episodeId: 'e1', data: { n } });

/** Listens until `count` events came; publishes meanwhile. */
async function heard(count: number, publish: () => Promise<void>): Promise<LiveEvent[]> {
  const events: LiveEvent[] = [];
  let enough: () => void;
  const all = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const subscription = await subscribeEvents(database.url, (event) => {
    if (events.push(event) === count) enough();
  });
  await publish();
  await all;
  await subscription.close();
  return events;
}

describe('live events', () => {
  it('reach a subscriber in the order in which they happened', async () => {
    const events = await heard(3, async () => {
      for (const n of [1, 2, 3]) await publishEvent(db, progress(n));
    });
    expect(events).toEqual([progress(1), progress(2), progress(3)]);
  });

  it('of a transaction are told when it commits, and never when it does not', async () => {
    const events = await heard(1, async () => {
      const undone = db.$transaction(async (tx) => {
        await publishEvent(tx, progress(1));
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      await db.$transaction((tx) => publishEvent(tx, progress(2)));
    });
    expect(events).toEqual([progress(2)]);
  });

  it('that are too long for PostgreSQL come without their data', async () => {
    const [event] = await heard(1, () => publishEvent(db, { type: 'long', data: 'é'.repeat(5_000) }));
    expect(event).toEqual({ type: 'long', data: null });
  });

  it('are heard again after the connection dropped, and the gap is told', async () => {
    const events: LiveEvent[] = [];
    let gap: () => void;
    const missed = new Promise<void>((resolve) => {
      gap = resolve;
    });
    let arrived: () => void;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const subscription = await subscribeEvents(
      database.url,
      (event) => {
        events.push(event);
        arrived();
      },
      () => gap(),
    );
    await db.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'showrunner events' AND datname = current_database()`;
    await missed;
    await publishEvent(db, progress(9));
    await arrival;
    expect(events).toEqual([progress(9)]);
    await subscription.close();
  });

  it('need a database that answers', async () => {
    await expect(
      subscribeEvents('postgresql://nobody@127.0.0.1:1/none', () => undefined),
    ).rejects.toBeInstanceOf(Error);
  });
});

describe('the client', () => {
  it('goes on with a new connection when the old ones were cut', async () => {
    await db.show.count();
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'showrunner' AND datname = current_database()",
    );
    await admin.end();
    await expect.poll(() => db.show.count().catch(() => 'cut off')).toBe(0);
  });

  it('lets a burst of transactions wait for their turn', async () => {
    const burst = Array.from({ length: 60 }, () => db.$transaction((tx) => tx.show.count()));
    expect(await Promise.all(burst)).toEqual(Array(60).fill(0));
  });
});
