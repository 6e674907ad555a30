import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { QueueName } from '#contracts';
import type { BullBackend, BullProcessor, WorkerSettings } from './bull-queue.js';
import type { StageJob } from './job-queue.js';

/** So that other programs may use the same Redis. */
const prefix = 'showrunner';

const firstRetryMs = 100;
const lastRetryMs = 2_000;

/** Comes back soon after a restart, and goes on trying for ever. */
const retryStrategy = (times: number) => Math.min(firstRetryMs * 2 ** times, lastRetryMs);

/** BullMQ on Redis. Connects at once and in the background. */
export function redisBackend(url: string): BullBackend {
  // A request that cannot be sent now must fail rather than wait unseen.
  const redis = new Redis(url, { retryStrategy, maxRetriesPerRequest: 1, enableOfflineQueue: true });
  // Each queue reports the errors of this connection; without a listener here they would end the process.
  redis.on('error', () => undefined);
  return {
    name: 'redis',
    openQueue: (name) => new Queue<StageJob>(name, { connection: redis, prefix }),
    openWorker: (name: QueueName, process: BullProcessor, settings: WorkerSettings) =>
      new Worker<StageJob, void>(name, process, {
        connection: { url, retryStrategy, maxRetriesPerRequest: null },
        prefix,
        ...settings,
      }),
    warnings: () => readWarnings(redis),
    async close() {
      redis.disconnect();
    },
  };
}

/** Reads INFO, which managed Redis allows where it forbids CONFIG. */
async function readWarnings(redis: Redis): Promise<string[]> {
  const [persistence, memory] = [await redis.info('persistence'), await redis.info('memory')];
  const warnings: string[] = [];
  if (!/^aof_enabled:1/m.test(persistence))
    warnings.push(
      'Redis keeps no append-only file: a restart forgets every waiting job. Set appendonly yes.',
    );
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
  if (policy && policy !== 'noeviction')
    warnings.push(
      `Redis may throw jobs away when memory is short (${policy}). Set maxmemory-policy noeviction.`,
    );
  return warnings;
}
