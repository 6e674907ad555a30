import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

let root: string;
let folder: string;
let started: EmbeddedPostgres[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'showrunner-postgres-'));
  folder = join(root, 'postgres');
});

beforeEach(() => {
  started = [];
});

afterAll(async () => {
  await Promise.all(started.map((server) => server.stop()));
  await rm(root, { recursive: true, force: true });
});

async function start() {
  const server = await startEmbeddedPostgres(folder, { settings: { fsync: 'off' } });
  started.push(server);
  return server;
}

async function query<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const pidFile = () => join(folder, 'cluster', 'postmaster.pid');
const pidOfServer = async () => Number((await readFile(pidFile(), 'utf8')).split('\n')[0]);

/** Another process that uses the same data folder until it is told to stop or killed. */
async function anotherProcess(): Promise<ChildProcess> {
  const script = new URL('./test-user.ts', import.meta.url);
  const child = fork(script, [folder], { execArgv: ['--import', 'tsx', '--conditions=source'] });
  await once(child, 'message');
  return child;
}

describe('the embedded Postgres', () => {
  it('is made once by many starters at the same time, and ends with the last of them', async () => {
    const users = await Promise.all([start(), start(), start()]);
    expect(new Set(users.map(({ url }) => url)).size).toBe(1);
    await query(users[0]!.url, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)');
    await users[0]!.stop();
    await users[1]!.stop();
    expect(await query(users[2]!.url, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);
    await users[2]!.stop();
    expect(existsSync(pidFile())).toBe(false);
  });

  it('lets in only who knows its password, which only its owner can read', async () => {
    const { url, stop } = await start();
    expect((await stat(join(folder, 'password'))).mode & 0o077).toBe(0);
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    const [address] = await query<{ listen: string }>(
      url,
      "SELECT current_setting('listen_addresses') AS listen",
    );
    expect(address?.listen).toBe('127.0.0.1');
    await stop();
  });

  it('is shared with another process, and goes on when that one is killed', async () => {
    const child = await anotherProcess();
    const { url, reused, stop } = await start();
    expect(reused).toBe(true);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    expect(await query(url, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);
    await stop();
    expect(existsSync(pidFile())).toBe(false);
  });

  it('comes back on the same port with what was committed when the server is killed', async () => {
    const { url, stop } = await start();
    await query(url, 'INSERT INTO kept VALUES (2)');
    process.kill(await pidOfServer(), 'SIGKILL');
    await expect
      .poll(() => query(url, 'SELECT count(*)::int AS rows FROM kept').catch(() => 'away'), {
        timeout: 20_000,
      })
      .toEqual([{ rows: 2 }]);
    await stop();
  });

  it('starts although a process of ours has the pid that an old postmaster.pid names', async () => {
    await writeFile(pidFile(), `${process.pid}\n${join(folder, 'cluster')}\n1\n5432\n\n127.0.0.1\n\nready\n`);
    const { url, reused, stop } = await start();
    expect(reused).toBe(false);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await stop();
  });

  it('says where to read on when it cannot start', async () => {
    await rm(join(folder, 'cluster', 'global'), { recursive: true });
    await expect(startEmbeddedPostgres(folder, { patienceMs: 500 })).rejects.toMatchObject({
      failureClass: 'dependency',
      remedy: expect.stringContaining('server.log'),
    });
  });
});
