import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { Client } from './client.js';
import { startRedis, type TestRedis, testRedis } from './redis.js';
import { type Showrunner, startShowrunner } from './showrunner.js';

const sample = join(packageRoot, 'samples/small-batch-audio.mp3');
const minutes = 60_000;

let showrunner: Showrunner | undefined;
let redis: TestRedis | undefined;
afterEach(async () => {
  await showrunner?.stop();
  await redis?.close();
  showrunner = redis = undefined;
}, minutes);

/** Uploads the sample, breaks something while its words are being heard, and waits for the published episode. */
async function publishDespite(started: Showrunner, breakIt: () => Promise<void>) {
  const client = await Client.signIn(started.signInLink);
  const id = await client.upload((await client.firstShow()).id, sample);
  await client.follow(id, ({ stages }) =>
    stages.some(({ stage, progress }) => stage === 'transcribe' && progress > 0),
  );
  await breakIt();
  const deadline = Date.now() + 3 * minutes;
  while (Date.now() < deadline) {
    try {
      return await client.follow(id, ({ publication }) => publication !== null);
    } catch {
      // The line broke with what was broken; the dashboard connects again too.
    }
  }
  throw new Error(`The episode was not published.\n${started.output()}`);
}

/** Processes below `pid` whose command line contains `text`, children before grandchildren. */
function below(pid: number, text: string): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  );
  return children.flatMap((child) => {
    const hit = readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(text) ? [child] : [];
    return [...hit, ...below(child, text)];
  });
}

describe('an episode gets through', () => {
  it(
    'a worker that is killed in the middle of a stage',
    async () => {
      const started = await startShowrunner({ LOG_LEVEL: 'warn' });
      showrunner = started;
      const { publication } = await publishDespite(started, async () => {
        const [worker] = below(started.process.pid as number, 'apps/worker/main');
        process.kill(worker as number, 'SIGKILL');
      });
      expect(publication?.audioUrl).toBeTruthy();
    },
    5 * minutes,
  );

  it(
    'a database that is killed in the middle of a stage',
    async () => {
      const started = await startShowrunner({ LOG_LEVEL: 'error' });
      showrunner = started;
      const { publication } = await publishDespite(started, async () => {
        const [pid = ''] = readFileSync(
          join(started.dataFolder, 'postgres/cluster/postmaster.pid'),
          'utf8',
        ).split('\n');
        execFileSync('kill', ['-9', pid]);
      });
      expect(publication?.audioUrl).toBeTruthy();
    },
    5 * minutes,
  );

  it.runIf(testRedis)(
    'a Redis that is killed in the middle of a stage and comes back',
    async () => {
      const server = await startRedis();
      redis = server;
      const started = await startShowrunner({ REDIS_URL: server.url, LOG_LEVEL: 'error' });
      showrunner = started;
      const { publication } = await publishDespite(started, async () => {
        await server.kill();
        await server.restart();
      });
      expect(publication?.audioUrl).toBeTruthy();
    },
    5 * minutes,
  );
});
