import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** False where the Redis half of a test is left out: only outside CI, and only where there is no redis-server. */
export const testRedis = hasRedis || Boolean(process.env.CI);

export interface TestRedis {
  url: string;
  /** Ends the server as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with what its append-only file holds. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A Redis of its own, set up as production should be. */
export async function startRedis(): Promise<TestRedis> {
  if (!hasRedis)
    throw new Error(
      'There is no redis-server on the PATH. The queue is tested on a real one: apt-get install redis-server.',
    );
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child = await run(folder, port);
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  const onExit = () => child.kill('SIGKILL');
  process.once('exit', onExit);
  return {
    url,
    kill: () => kill('SIGKILL'),
    async restart() {
      child = await run(folder, port);
    },
    async close() {
      process.off('exit', onExit);
      await kill('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function run(folder: string, port: number): Promise<ChildProcess> {
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  await once(child, 'spawn');
  const client = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: null, retryStrategy: () => 25 });
  client.on('error', () => undefined);
  await client.ping();
  client.disconnect();
  return child;
}
