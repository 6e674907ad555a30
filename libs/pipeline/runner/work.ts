import { setTimeout as sleep } from 'node:timers/promises';
import { asFailure, type QueueName } from '#contracts';
import { scanEpisode } from '../sounds/scan.js';
import type { Backend } from './backend.js';
import type { Engines } from './engines.js';
import { helpStage } from './help-stage.js';
import { reconcile } from './reconcile.js';
import { runStage } from './run-stage.js';

/** Often enough that a lost queue or a dead worker costs a listener nothing, seldom enough to cost nothing itself. */
const reconcileEveryMs = 5_000;

export interface RunningWorker {
  /** Stops taking work, gives unfinished runs back, and waits at most `graceMs` for that. */
  close(graceMs?: number): Promise<void>;
}

/** Serves queues until closed. A dead queue or database is logged and waited for; the worker lives. */
export async function work(
  backend: Backend,
  engines: Engines,
  queues: { name: QueueName; concurrency: number }[],
): Promise<RunningWorker> {
  const { queue } = backend;
  if (!queue) throw new Error('A worker needs a queue.');
  const stopping = new AbortController();
  const workers = await Promise.all(
    queues.map(({ name, concurrency }) =>
      queue.work(name, concurrency, async (job, signal) => {
        const stop = AbortSignal.any([signal, stopping.signal]);
        if (job.scan) return scanEpisode(backend, job.episodeId, stop);
        const act = job.help ? helpStage : runStage;
        await act(backend, engines, job.episodeId, job.stage, stop);
      }),
    ),
  );
  const reconciling = every(reconcileEveryMs, stopping.signal, async () => {
    try {
      const { takenOver, retried, woken } = await reconcile(backend);
      if (takenOver + retried + woken > 0) backend.log.info('Reconciled.', { takenOver, retried, woken });
    } catch (error) {
      backend.log.warn('The reconciler waits for the database or the queue.', {
        cause: asFailure(error).message,
      });
    }
  });
  return {
    async close(graceMs = 10_000) {
      stopping.abort(new Error('The worker is stopping.'));
      await Promise.all([...workers.map((worker) => worker.close(graceMs)), reconciling]);
    },
  };
}

/** Repeats an action with a pause between, until the signal. */
async function every(pauseMs: number, signal: AbortSignal, action: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await action();
    await sleep(pauseMs, undefined, { signal }).catch(() => {}); // an abort ends the pause, and then the loop
  }
}
