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

/** Asks up to `count` other workers to help with a run. One that comes when nothing is left to do goes again. */
export async function callHelpers(
  { queue, pipeline, log }: Backend,
  { episodeId, stage, fence }: { episodeId: string; stage: string; fence: number },
  count: number,
): Promise<void> {
  if (!queue) return;
  try {
    const { queue: name } = pipeline.stage(stage);
    const calls = Array.from(
      { length: Math.max(count, 0) },
      (_, i) => `help-${stage}-${episodeId}-${fence}-${i + 1}`,
    );
    await Promise.all(calls.map((id) => queue.add(name, { id, episodeId, stage, help: true })));
  } catch (error) {
    log.warn(`The queue called nobody to help with ${stage}; this worker does all of it.`, {
      episodeId,
      cause: asFailure(error).message,
    });
  }
}
