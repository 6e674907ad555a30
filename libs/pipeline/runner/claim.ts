import type { Backend } from './backend.js';

export interface Claim {
  episodeId: string;
  stage: string;
  key: string;
  /** Raised at every claim: a commit or report with an older number is refused. */
  fence: number;
  attempt: number;
}

/** Takes a ready run for this worker, or gives null when another took it or it is not ready any more. */
export async function claim(backend: Backend, episodeId: string, stage: string): Promise<Claim | null> {
  const [row] = await backend.database.$queryRaw<Claim[]>`
    UPDATE "StageRun"
       SET state = 'running', fence = fence + 1, attempt = attempt + 1, progress = 0, phase = '', "etaMs" = NULL,
           "startedAt" = now(), "endedAt" = NULL, "heartbeatAt" = now(), engine = NULL,
           "failureClass" = NULL, failure = NULL, remedy = NULL, "retryAt" = NULL
     WHERE "episodeId" = ${episodeId} AND stage = ${stage} AND state = 'ready'
 RETURNING "episodeId", stage, key, fence, attempt`;
  return row ?? null;
}

/**
 * Tells that the worker lives and how far it is.
 * @returns false when the run was taken away (replanned, or given to another worker): the worker must stop
 */
export async function beat(
  backend: Backend,
  held: Claim,
  told: { progress: number; phase: string; etaMs: number | null },
): Promise<boolean> {
  const { count } = await backend.database.stageRun.updateMany({
    where: { episodeId: held.episodeId, stage: held.stage, fence: held.fence, state: 'running' },
    data: { heartbeatAt: new Date(), ...told },
  });
  return count === 1;
}
