import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';

const channel = 'showrunner';

/** PostgreSQL refuses notifications of 8000 bytes or more. */
const maxPayloadBytes = 7_500;

const firstRetryMs = 250;
const lastRetryMs = 5_000;

/** Something that happened, told to every process at once. It is not kept: who was not listening reads the tables. */
export const liveEvent = z.object({ type: z.string(), episodeId: z.string().optional(), data: z.unknown() });
export type LiveEvent = z.infer<typeof liveEvent>;

/** What can run SQL: the database, or a transaction (then the event is told when it commits). */
export interface SqlRunner {
  $executeRaw(sql: TemplateStringsArray, ...values: unknown[]): Promise<number>;
}

/** Tells every subscriber. `data` that makes the event longer than 7.5 kB is left out (null): listeners then read it themselves. */
export async function publishEvent(db: SqlRunner, event: LiveEvent): Promise<void> {
  const whole = JSON.stringify(event);
  const payload =
    Buffer.byteLength(whole) <= maxPayloadBytes ? whole : JSON.stringify({ ...event, data: null });
  await db.$executeRaw`SELECT pg_notify(${channel}, ${payload})`;
}

export interface Subscription {
  close(): Promise<void>;
}

/**
 * Calls `handler` for each event of any process, in the order of their commits. Holds one connection of its own and
 * opens it again when it drops; `missed` is then called, since what happened in between was not heard.
 * Resolves once it listens; rejects when the database does not let us in the first time.
 */
export async function subscribeEvents(
  url: string,
  handler: (event: LiveEvent) => void,
  missed: () => void = () => undefined,
): Promise<Subscription> {
  let closed = false;
  let client = await listen();

  async function listen(): Promise<pg.Client> {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'showrunner events',
      keepAlive: true,
    });
    // A lost connection is seen by 'end'; without a listener the event would end the process.
    fresh.on('error', () => undefined);
    fresh.on('notification', ({ payload }) => handler(liveEvent.parse(JSON.parse(payload ?? ''))));
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${channel}`);
    } catch (error) {
      await fresh.end();
      throw error;
    }
    fresh.once('end', () => {
      if (!closed) void listenAgain(firstRetryMs);
    });
    return fresh;
  }

  async function listenAgain(retryMs: number): Promise<void> {
    await wait(retryMs, undefined, { ref: false });
    if (closed) return;
    try {
      client = await listen();
    } catch {
      // Whoever uses the database reports that it is away; here we only wait for it.
      return listenAgain(Math.min(retryMs * 2, lastRetryMs));
    }
    if (closed) await client.end();
    else missed();
  }

  return {
    async close() {
      closed = true;
      await client.end();
    },
  };
}
