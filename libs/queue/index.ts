import { BullJobQueue, defaultTiming, type QueueLog, type QueueTiming } from './bull-queue.js';
import type { JobQueue } from './job-queue.js';
import { postgresBackend } from './postgres.js';
import { redisBackend } from './redis.js';

export type { JobHandler, JobQueue, QueueHealth, StageJob, Working } from './job-queue.js';

export interface QueueSettings {
  /** Redis to keep the queue in. Without it the queue lives in Postgres. */
  redisUrl?: string | undefined;
  databaseUrl: string;
  log: QueueLog;
  timing?: Partial<QueueTiming>;
}

/** Opens the queue. Connects in the background: a server that is away shows at the first request, not here. */
export const openQueue = ({ redisUrl, databaseUrl, log, timing }: QueueSettings): JobQueue =>
  new BullJobQueue(redisUrl ? redisBackend(redisUrl) : postgresBackend(databaseUrl), log, {
    ...defaultTiming,
    ...timing,
  });
