import { type Backend, changeEpisode } from './backend.js';
import { deadAfterMs } from './keep-alive.js';
import { afterReplan, replanIn } from './replan.js';
import { jobId, type ReadyRun, wake } from './wake.js';

/**
 * Makes the rows and the queue agree: runs of dead workers are ready again, failures of a passing kind are tried
 * again when their wait is over, and what is ready but held by no job is enqueued. Any number of workers may do
 * this at once. @returns how many runs it took over, episodes it tries again, and jobs it woke
 */
export async function reconcile(
  backend: Backend,
): Promise<{ takenOver: number; retried: number; woken: number }> {
  const { database } = backend;
  const dead = new Date(Date.now() - deadAfterMs);
  const takenOver = await database.stageRun.updateMany({
    where: { state: 'running', heartbeatAt: { lt: dead } },
    data: { state: 'ready', readyAt: new Date(), fence: { increment: 1 } },
  });
  const retried = await retryDue(backend);
  return { takenOver: takenOver.count, retried, woken: await wakeForgotten(backend) };
}

/** A whole replan, not only the failed row: what failed may have found an earlier stage's result gone. */
async function retryDue(backend: Backend): Promise<number> {
  const due = { state: 'failed' as const, retryAt: { lte: new Date() } };
  const episodes = await backend.database.stageRun.findMany({
    where: due,
    distinct: ['episodeId'],
    select: { episodeId: true },
  });
  for (const { episodeId } of episodes) {
    const plan = await changeEpisode(backend, episodeId, async (tx) => {
      await tx.stageRun.updateMany({
        where: { episodeId, ...due },
        data: { state: 'ready', readyAt: new Date(), retryAt: null },
      });
      return replanIn(tx, backend, episodeId);
    });
    await afterReplan(backend, episodeId, plan);
  }
  return episodes.length;
}

async function wakeForgotten(backend: Backend): Promise<number> {
  const { database, queue, pipeline } = backend;
  if (!queue) return 0;
  const ready: ReadyRun[] = await database.stageRun.findMany({
    where: { state: 'ready' },
    select: { episodeId: true, stage: true, attempt: true, fence: true },
  });
  if (ready.length === 0) return 0;
  const queues = new Set(ready.map((run) => pipeline.stage(run.stage).queue));
  const held = new Set(
    (await Promise.all([...queues].map((name) => queue.held(name)))).flatMap((ids) => [...ids]),
  );
  const forgotten = ready.filter((run) => !held.has(jobId(run)));
  await wake(backend, forgotten);
  return forgotten.length;
}
