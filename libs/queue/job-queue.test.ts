import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type JobHandler, type JobQueue, openQueue, type StageJob, type Working } from '#queue';
import { freshDatabase, type TestDatabase } from '../../test/postgres.js';
import { startRedis, type TestRedis, testRedis } from '../../test/redis.js';

const log = { info: () => undefined, warn: () => undefined };

/** Short, so that a killed worker's job is taken over while a test can wait for it. */
const timing = { lockDurationMs: 1_000, stalledIntervalMs: 500, answerMs: 2_000 };

const job = (id: string): StageJob => ({ id, episodeId: 'episode', stage: 'transcribe' });

let database: TestDatabase;
let redis: TestRedis | undefined;

beforeAll(async () => {
  [database, redis] = await Promise.all([freshDatabase(), testRedis ? startRedis() : undefined]);
});

afterAll(async () => {
  await Promise.all([database.close(), redis?.close()]);
});

const backends = [
  { name: 'postgres' as const, run: true, redisUrl: () => undefined, forget: () => forgetPostgres() },
  { name: 'redis' as const, run: testRedis, redisUrl: () => redis?.url, forget: () => forgetRedis() },
];

async function forgetPostgres() {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ tablename: string }>(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'bullmq' AND tablename LIKE '%job%'",
  );
  await client.query(`TRUNCATE ${rows.map(({ tablename }) => `bullmq."${tablename}"`).join(', ')} CASCADE`);
  await client.end();
}

async function forgetRedis() {
  const client = new Redis(redis?.url ?? '');
  await client.flushall();
  client.disconnect();
}

describe.each(backends.filter(({ run }) => run))('the queue on $name', ({ name, redisUrl, forget }) => {
  let queue: JobQueue;
  const working: Working[] = [];

  beforeAll(() => {
    queue = openQueue({ redisUrl: redisUrl(), databaseUrl: database.url, log, timing });
  });

  afterEach(async () => {
    await Promise.all(working.splice(0).map((worker) => worker.close(100)));
    await forget();
  });

  afterAll(() => queue.close());

  /** Runs `handler` for each job, and gives the jobs' ids once `count` of them are through. */
  async function run(count: number, handler: JobHandler = async () => undefined): Promise<string[]> {
    const ids: string[] = [];
    const through = new EventEmitter();
    const enough = once(through, 'enough');
    const worker = await queue.work('speech', 1, async (taken, signal) => {
      await handler(taken, signal);
      if (ids.push(taken.id) === count) through.emit('enough');
    });
    working.push(worker);
    await enough;
    return ids;
  }

  /** A worker in a process of its own that takes one job and hangs; resolves when it has the job. */
  async function hangingProcess(): Promise<ChildProcess> {
    const options = JSON.stringify({ redisUrl: redisUrl(), databaseUrl: database.url, ...timing });
    const script = new URL('./test-worker.ts', import.meta.url);
    const child = fork(script, [options], { execArgv: ['--import', 'tsx', '--conditions=source'] });
    const [taken] = await once(child, 'message');
    expect(taken).toBe('hanging');
    return child;
  }

  it('answers, and has nothing to warn of', async () => {
    await queue.ping();
    expect(await queue.health()).toEqual({ backend: name, warnings: [] });
  });

  it('hands each job to a worker whole, in the order in which they came', async () => {
    for (const id of ['clean-e1-1-1', 'clean-e1-1-2', 'clean-e1-1-3']) await queue.add('speech', job(id));
    const seen: StageJob[] = [];
    expect(await run(3, async (taken) => void seen.push(taken))).toEqual([
      'clean-e1-1-1',
      'clean-e1-1-2',
      'clean-e1-1-3',
    ]);
    expect(seen[0]).toEqual({ id: 'clean-e1-1-1', episodeId: 'episode', stage: 'transcribe' });
  });

  it('takes a job once, however often its id is added while it waits', async () => {
    await Promise.all([1, 2, 3].map(() => queue.add('speech', job('once'))));
    await queue.add('speech', job('last'));
    expect(await run(2)).toEqual(['once', 'last']);
  });

  it('takes the same id again when the first is through, even by an error', async () => {
    await queue.add('speech', job('again'));
    await queue.add('speech', job('marker'));
    let failures = 0;
    const through = run(3, async ({ id }) => {
      if (id === 'again' && ++failures === 1) throw new Error('the stage failed');
      if (id === 'marker') await queue.add('speech', job('again'));
      if (id === 'again') await queue.add('speech', job('end'));
    });
    expect(await through).toEqual(['marker', 'again', 'end']);
  });

  it('tells which jobs wait, sleep or run, and keeps queues apart', async () => {
    await queue.add('speech', job('running'));
    await queue.add('speech', job('waiting'));
    await queue.add('speech', job('sleeping'), { delayMs: 3600_000 });
    await queue.add('cpu', job('elsewhere'));
    let held = new Set<string>();
    await run(2, async ({ id }) => {
      if (id === 'running') held = await queue.held('speech');
    });
    expect(held).toEqual(new Set(['running', 'waiting', 'sleeping']));
    expect(await queue.held('cpu')).toEqual(new Set(['elsewhere']));
  });

  it('wakes a sleeping job when its time comes', async () => {
    await queue.add('speech', job('sleeps'), { delayMs: 50 });
    expect(await run(1)).toEqual(['sleeps']);
  });

  it('gives the job of a killed worker process to another worker', async () => {
    await queue.add('speech', job('hanging'));
    const child = await hangingProcess();
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    expect(await run(1)).toEqual(['hanging']);
  });

  it('aborts what runs when its worker closes, and waits no longer than the grace', async () => {
    await queue.add('speech', job('stubborn'));
    const started = new EventEmitter();
    const taken = once(started, 'taken');
    const worker = await queue.work('speech', 1, (_job, signal) => {
      started.emit('taken', signal);
      return new Promise(() => undefined);
    });
    const [signal] = (await taken) as [AbortSignal];
    expect(signal.aborted).toBe(false);
    await worker.close(50);
    expect(signal.aborted).toBe(true);
    expect(await run(1)).toEqual(['stubborn']);
  });

  it('may forget everything: what is added again is done', async () => {
    await queue.add('speech', job('lost'));
    await forget();
    expect(await queue.held('speech')).toEqual(new Set());
    await queue.add('speech', job('lost'));
    expect(await run(1)).toEqual(['lost']);
  });
});

describe.runIf(testRedis)('a Redis that goes away', () => {
  it('is a dependency failure while it is gone, and goes on where it was when it is back', async () => {
    const server = await startRedis();
    const queue = openQueue({ redisUrl: server.url, databaseUrl: database.url, log, timing });
    const done: string[] = [];
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await queue.work('cpu', 1, async ({ id }) => {
      if (done.push(id) === 2) finish();
    });
    await queue.add('cpu', job('before'), { delayMs: 1_000 });
    await server.kill();
    await expect(queue.add('cpu', job('during'))).rejects.toMatchObject({ failureClass: 'dependency' });
    await expect(queue.ping()).rejects.toMatchObject({ failureClass: 'dependency' });
    await server.restart();
    await queue.add('cpu', job('after'), { delayMs: 1_000 });
    await finished;
    expect(new Set(done).has('before')).toBe(true);
    await queue.close();
    await server.close();
  });

  it('warns of a set-up that forgets jobs', async () => {
    const server = await startRedis();
    const client = new Redis(server.url);
    await client.config('SET', 'appendonly', 'no');
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    client.disconnect();
    const queue = openQueue({ redisUrl: server.url, databaseUrl: database.url, log });
    const { warnings } = await queue.health();
    expect(warnings).toEqual([
      expect.stringContaining('appendonly yes'),
      expect.stringContaining('allkeys-lru'),
    ]);
    await queue.close();
    await server.close();
  });
});

describe('a server that is not there', () => {
  it.each([
    ['postgres', { databaseUrl: 'postgresql://nobody@127.0.0.1:1/none' }],
    ['redis', { databaseUrl: '', redisUrl: 'redis://127.0.0.1:1' }],
  ])('is a dependency failure: %s', async (backend, settings) => {
    const queue = openQueue({ ...settings, log, timing: { answerMs: 300 } });
    await expect(queue.ping()).rejects.toMatchObject({
      failureClass: 'dependency',
      message: expect.stringContaining(backend),
    });
    await expect(queue.held('cpu')).rejects.toMatchObject({ failureClass: 'dependency' });
    await queue.close();
  });
});
