import { createPostgresBackend, Queue, Worker } from 'bullmq';
import type { QueueName } from '#contracts';
import type { BullBackend, BullProcessor, WorkerSettings } from './bull-queue.js';

/** BullMQ on Postgres, in a schema of its own beside our tables. */
export function postgresBackend(url: string): BullBackend {
  const connectionWith = (max: number) => ({
    connectionString: url,
    schema: 'bullmq',
    migrate: true,
    max,
    application_name: 'showrunner queue',
  });
  return {
    name: 'postgres',
    openQueue(name) {
      const queue = new Queue(name, { connection: connectionWith(2) }, createPostgresBackend);
      return queue;
    },
    openWorker: (name: QueueName, process: BullProcessor, settings: WorkerSettings) =>
      new Worker(name, process, { connection: connectionWith(2), ...settings }, createPostgresBackend),
    // What Postgres has committed is kept.
    warnings: async () => [],
    close: async () => undefined,
  };
}
