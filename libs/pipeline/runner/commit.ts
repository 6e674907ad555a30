import { asFailure } from '#contracts';
import { publishEvent } from '#database';
import { stageNeeds } from '../define-pipeline.js';
import { type Backend, changeEpisode, type Transaction } from './backend.js';
import type { Claim } from './claim.js';
import { project } from './projections.js';
import { type ReadyRun, wake } from './wake.js';

/**
 * Stores a finished stage's artifact and marks its successors ready, in one transaction; wakes them after it.
 * @param done workedMs: how long it took; null when that says nothing, as for a run that went on from saved parts
 * @returns false when the run was taken away meanwhile: nothing was changed
 */
export async function commit(
  backend: Backend,
  held: Claim,
  value: unknown,
  { engine, workedMs }: { engine: string | null; workedMs: number | null },
): Promise<boolean> {
  const stage = backend.pipeline.stage(held.stage);
  const output = stage.output.parse(value);
  const object = await backend.objects.put(Buffer.from(JSON.stringify(output)), 'application/json');
  const ready = await changeEpisode(backend, held.episodeId, async (tx) => {
    const { count } = await tx.stageRun.updateMany({
      where: { episodeId: held.episodeId, stage: held.stage, fence: held.fence, state: 'running' },
      data: {
        state: 'done',
        madeKey: held.key,
        progress: 1,
        phase: '',
        etaMs: null,
        engine,
        endedAt: new Date(),
      },
    });
    if (count === 0) return null;
    await tx.artifact.createMany({
      data: {
        key: held.key,
        stage: held.stage,
        version: stage.version,
        sha256: object.sha256,
        bytes: object.bytes,
      },
      skipDuplicates: true,
    });
    if (!stage.partsIgnore) await tx.partial.deleteMany({ where: { key: held.key } });
    await project(tx, backend, held, output);
    if (workedMs !== null) await rememberSpeed(tx, held, engine, workedMs);
    await publishEvent(tx, {
      type: 'stage',
      episodeId: held.episodeId,
      data: { stage: held.stage, state: 'done' },
    });
    return markSuccessorsReady(tx, backend, held);
  });
  if (!ready) return false;
  await wake(backend, ready);
  return true;
}

async function rememberSpeed(tx: Transaction, held: Claim, engine: string | null, workMs: number) {
  const { durationMs: audioMs } = await tx.episode.findUniqueOrThrow({ where: { id: held.episodeId } });
  if (!audioMs) return;
  await tx.speed.create({ data: { stage: held.stage, engine: engine ?? '', audioMs, workMs } });
}

async function markSuccessorsReady(tx: Transaction, backend: Backend, held: Claim): Promise<ReadyRun[]> {
  const rows = await tx.stageRun.findMany({ where: { episodeId: held.episodeId } });
  const stateOf = new Map(rows.map((row) => [row.stage, row.state]));
  const names = backend.pipeline
    .successors(held.stage)
    .filter((next) => stateOf.get(next.name) === 'waiting')
    .filter((next) => stageNeeds(next).every((need) => stateOf.get(need) === 'done'))
    .map((next) => next.name);
  await tx.stageRun.updateMany({
    where: { episodeId: held.episodeId, stage: { in: names } },
    data: { state: 'ready', readyAt: new Date() },
  });
  return rows.filter((row) => names.includes(row.stage));
}

/** Waits before tries 2, 3, … of a run that failed for a passing reason; the last wait repeats. */
const retryWaitsMs = [5_000, 15_000, 60_000, 300_000];
/** After this many tries the host decides: some reasons that look passing never pass. */
const maxAttempts = 12;

/**
 * Notes why a run failed. A passing reason (resource, dependency) is tried again after a wait, the others wait for
 * the host. @returns false when the run was taken away meanwhile
 */
export async function fail(backend: Backend, held: Claim, error: unknown): Promise<boolean> {
  const failure = asFailure(error);
  const passing = failure.failureClass === 'resource' || failure.failureClass === 'dependency';
  const waitMs = retryWaitsMs[Math.min(held.attempt, retryWaitsMs.length) - 1] ?? 0;
  const retryAt = passing && held.attempt < maxAttempts ? new Date(Date.now() + waitMs) : null;
  backend.log.warn(`${held.stage} failed`, {
    ...held,
    failureClass: failure.failureClass,
    cause: failure.failureClass === 'bug' ? (failure.cause ?? failure) : failure.message,
  });
  return changeEpisode(backend, held.episodeId, async (tx) => {
    const { count } = await tx.stageRun.updateMany({
      where: { episodeId: held.episodeId, stage: held.stage, fence: held.fence, state: 'running' },
      data: {
        state: 'failed',
        failureClass: failure.failureClass,
        failure: failure.message,
        remedy: failure.remedy,
        retryAt,
        etaMs: null,
        endedAt: new Date(),
      },
    });
    if (count === 0) return false;
    const data = {
      stage: held.stage,
      state: 'failed',
      failureClass: failure.failureClass,
      failure: failure.message,
    };
    await publishEvent(tx, { type: 'stage', episodeId: held.episodeId, data });
    return true;
  });
}

/** Gives a run back unfinished, as when a worker is told to stop: the next worker goes on from its parts. */
export async function giveBack(backend: Backend, held: Claim): Promise<void> {
  const { count } = await backend.database.stageRun.updateMany({
    where: { episodeId: held.episodeId, stage: held.stage, fence: held.fence, state: 'running' },
    data: { state: 'ready', readyAt: new Date(), attempt: { decrement: 1 }, fence: { increment: 1 } },
  });
  if (count === 0) return;
  await wake(backend, [{ ...held, attempt: held.attempt - 1, fence: held.fence + 1 }]);
}
