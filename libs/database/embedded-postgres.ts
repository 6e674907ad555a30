import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { dependencyFailure } from '#contracts';
import { type Cluster, clusterUser, findServer, openCluster } from './postgres-cluster.js';
import { findPostgresPrograms, type PostgresPrograms } from './postgres-programs.js';

const defaultDatabase = 'showrunner';

/** Key of the advisory lock that all users of one server share; who gets it alone is the last one. ASCII of "show". */
const usersLock = 0x73686f77;

/** A start straight after a crash fails until the old processes are gone (seen for 1 s) and recovery took 3.3 s. */
const defaultPatienceMs = 10_000;
const retryEveryMs = 100;

/** SQLSTATE of a server that is starting, recovering or stopping. */
const cannotConnectNow = '57P03';

export interface EmbeddedPostgres {
  /** Address of the database, with its password. */
  readonly url: string;
  /** True when another process had the server running already. */
  readonly reused: boolean;
  /** Leaves the server, and stops it when nobody else uses it. Close your own clients first. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Server settings that differ from PostgreSQL's own, such as `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>;
  /** Database of the server to use; made when missing. A plain lower-case name. */
  database?: string;
  /** How long to go on trying when the server does not even say that it is starting. */
  patienceMs?: number;
}

/**
 * Starts the embedded Postgres of a data folder, or joins the one that runs there already. Several processes may share
 * it; the last one to stop() ends it. Should the server die while it is in use, it is started again on the same port.
 *
 * @param folder holds the cluster, its password (readable by its owner only) and its log; made when missing
 * @throws Failure `dependency` when this platform has no binary or the server does not come up within 10 s
 */
export async function startEmbeddedPostgres(
  folder: string,
  { settings = {}, database = defaultDatabase, patienceMs = defaultPatienceMs }: EmbeddedPostgresOptions = {},
): Promise<EmbeddedPostgres> {
  const programs = await findPostgresPrograms();
  const cluster = await openCluster(resolve(folder), programs);
  const membership = new Membership(cluster, programs, settings, database, patienceMs);
  const reused = await membership.join();
  return { url: addressOf(cluster, membership.port, database), reused, stop: () => membership.leave() };
}

/** One process's use of a server: a connection that holds the users' lock for as long as we need the server up. */
class Membership {
  port = 0;
  private client: pg.Client | null = null;
  private server: ChildProcess | null = null;
  private left = false;
  private giveUpAt = 0;
  private returning: Promise<void> = Promise.resolve();

  constructor(
    private readonly cluster: Cluster,
    private readonly programs: PostgresPrograms,
    private readonly settings: Record<string, string>,
    private readonly database: string,
    private readonly patienceMs: number,
  ) {}

  /** Connects to the server, starting it where it does not run; tells whether it ran before. */
  async join(): Promise<boolean> {
    this.giveUpAt = Date.now() + this.patienceMs;
    let started = false;
    for (;;) {
      const running = await findServer(this.cluster);
      if (running && (await this.joinRunning(running.port))) return !started;
      if (Date.now() > this.giveUpAt) throw await notStarted(this.cluster);
      if (!running && !this.isStarting()) {
        started = true;
        await this.startServer();
      }
      await wait(retryEveryMs);
    }
  }

  /** Gives the server up. Whoever can take the users' lock alone was the last, and stops it while still holding it. */
  async leave() {
    this.left = true;
    await this.returning;
    const { client } = this;
    if (!client) return;
    try {
      await client.query('SELECT pg_advisory_unlock_shared($1)', [usersLock]);
      const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS last', [usersLock]);
      if (rows[0].last)
        await this.programs.run('pg_ctl', [
          'stop',
          `--pgdata=${this.cluster.data}`,
          '--mode=fast',
          '--silent',
        ]);
    } finally {
      await client.end();
    }
  }

  private async joinRunning(port: number): Promise<boolean> {
    const client = new pg.Client({
      connectionString: addressOf(this.cluster, port, 'postgres'),
      keepAlive: true,
    });
    // A lost connection is seen by 'end'; without a listener the event would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT pg_advisory_lock_shared($1)', [usersLock]);
      await makeDatabase(client, this.database);
    } catch (error) {
      // Stopping, or somebody else's port: join() looks again until its patience ends. A server that says it is on its
      // way up may take long to recover, and is waited for.
      if ((error as { code?: string }).code === cannotConnectNow)
        this.giveUpAt = Date.now() + this.patienceMs;
      await client.end().catch(() => undefined);
      return false;
    }
    this.port = port;
    this.client = client;
    client.once('end', () => {
      if (!this.left) this.returning = this.comeBack();
    });
    return true;
  }

  /** The server went away under us: bring it up again, for as long as that takes. */
  private async comeBack() {
    this.client = null;
    while (!this.left) {
      try {
        return void (await this.join());
      } catch {
        // Whoever uses the database meets the same fault and reports it with what it was doing.
        await wait(retryEveryMs);
      }
    }
  }

  /** The server we started has not ended, but did not say its port yet. */
  private isStarting() {
    return this.server?.exitCode === null && this.server.signalCode === null;
  }

  /** A server that loses a race for the folder or the port ends by itself; join() then finds the winner or tries again. */
  private async startServer() {
    const port = this.port || (await freePort());
    const given = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      port: `${port}`,
      ...this.settings,
    };
    const settings = Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    this.server = this.programs.startServer(['-D', this.cluster.data, ...settings], this.cluster.log);
    await once(this.server, 'spawn');
  }
}

const addressOf = (cluster: Cluster, port: number, database: string) =>
  `postgresql://${clusterUser}:${cluster.password}@127.0.0.1:${port}/${database}`;

async function makeDatabase(client: pg.Client, name: string) {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return;
  await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`).catch((error: pg.DatabaseError) => {
    const madeByAnother = error.code === '42P04' || error.code === '23505';
    if (!madeByAnother) throw error;
  });
}

/** A port of the loopback address that nobody listens on now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
  return address.port;
}

async function notStarted(cluster: Cluster) {
  const log = await readFile(cluster.log, 'utf8').catch(() => '');
  return dependencyFailure(
    `The embedded Postgres did not start: ${log.trim().split('\n').slice(-3).join(' ')}`,
    `Read ${cluster.log}, or set DATABASE_URL to a Postgres of your own.`,
  );
}
