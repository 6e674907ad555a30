import { asFailure } from '#contracts';
import type { Backend } from './backend.js';

export interface ReadyRun {
  episodeId: string;
  stage: string;
  attempt: number;
  fence: number;
}

/** The queue keeps finished ids for a while, so each claimable state of a row has its own id. */
export const jobId = (run: ReadyRun) => `${run.stage}-${run.episodeId}-${run.attempt}-${run.fence}`;

/**
 * Wakes a worker for each ready run. A queue that does not answer is only logged: the rows are the truth, and the
 * reconciler enqueues what no job holds.
 */
export async function wake(backend: Backend, runs: ReadyRun[]): Promise<void> {
  const { queue, pipeline } = backend;
  if (!queue) return;
  for (const run of runs) {
    try {
      await queue.add(pipeline.stage(run.stage).queue, {
        id: jobId(run),
        episodeId: run.episodeId,
        stage: run.stage,
      });
    } catch (error) {
      backend.log.warn(`The queue did not take ${run.stage}; the reconciler tries again.`, {
        ...run,
        cause: asFailure(error).message,
      });
      return;
    }
  }
}
