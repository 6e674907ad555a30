import { z } from 'zod';
import { openQueue } from '#queue';

/** A worker process for the tests: takes one job, says so, and never finishes it. */
const options = z
  .object({
    redisUrl: z.string().optional(),
    databaseUrl: z.string(),
    lockDurationMs: z.number(),
    stalledIntervalMs: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const log = { info: () => undefined, warn: () => undefined };
const queue = openQueue({ ...options, log, timing: options });
await queue.work('speech', 1, async (job) => {
  process.send?.(job.id);
  await new Promise(() => undefined);
});
