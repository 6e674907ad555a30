import { publishEvent } from '#database';
import { afterDone } from './after-done.js';
import { readArtifact } from './artifacts.js';
import type { Backend, Transaction } from './backend.js';
import { readGivens } from './givens.js';
import { type PlannedRun, planKeys, planRuns, type RunState } from './plan.js';
import { isProjected, project } from './projections.js';
import { stageSettings } from './stage-settings.js';
import { type ReadyRun, wake } from './wake.js';

export interface Replanned {
  /** Runs that may start: to be woken after the commit. */
  ready: ReadyRun[];
  /** Stages that are done because their result was stored before. */
  reused: { stage: string; key: string }[];
}

/**
 * Brings an episode's stage rows in line with what people gave. Stages whose key is already stored are done at
 * once; a running stage whose key is no longer wanted loses its fence, so that its commit is refused.
 * The caller holds the episode (`changeEpisode`), and calls `afterReplan` once the transaction is committed.
 */
export async function replanIn(tx: Transaction, backend: Backend, episodeId: string): Promise<Replanned> {
  const { pipeline } = backend;
  const { givens, profile } = await readGivens(tx, episodeId);
  const keys = planKeys(pipeline, givens, stageSettings(backend, profile));
  const rows = await tx.stageRun.findMany({ where: { episodeId } });
  const standing = new Map(rows.map((row) => [row.stage, { key: row.key, state: row.state as RunState }]));
  // Held until this is committed, so that no sweep forgets an artifact between being found here and being used.
  const stored = await tx.$queryRaw<{ key: string }[]>`
    SELECT key FROM "Artifact" WHERE key = ANY(${[...keys.values()]}) FOR KEY SHARE`;
  const runs = planRuns(pipeline, keys, standing, new Set(stored.map(({ key }) => key)));
  const changed = runs.filter((run) => run.changed);
  for (const run of changed) await writeRun(tx, episodeId, run);
  if (changed.length) await publishEvent(tx, { type: 'stages', episodeId, data: {} });
  const ready = await tx.stageRun.findMany({ where: { episodeId, state: 'ready' } });
  return { ready, reused: changed.filter((run) => run.state === 'done') };
}

/** What a replan asks for outside its transaction. */
export async function afterReplan(
  backend: Backend,
  episodeId: string,
  { ready, reused }: Replanned,
): Promise<void> {
  await wake(backend, ready);
  for (const { stage, key } of reused) {
    if (isProjected(stage)) {
      const output = await readArtifact(backend, backend.pipeline.stage(stage), key);
      await backend.database.$transaction((tx) => project(tx, backend, { episodeId, stage }, output));
    }
    await afterDone(backend, episodeId, stage);
  }
}

/** A changed row starts anew: no attempt, no failure, and a new fence against whoever may still run it. */
function writeRun(tx: Transaction, episodeId: string, run: PlannedRun) {
  const fresh = {
    key: run.key,
    state: run.state,
    ...(run.state === 'done' && { madeKey: run.key }),
    attempt: 0,
    progress: run.state === 'done' ? 1 : 0,
    phase: '',
    etaMs: null,
    failureClass: null,
    failure: null,
    remedy: null,
    retryAt: null,
    readyAt: run.state === 'ready' ? new Date() : null,
    heartbeatAt: null,
  };
  return tx.stageRun.upsert({
    where: { episodeId_stage: { episodeId, stage: run.stage } },
    create: { episodeId, stage: run.stage, ...fresh },
    update: { ...fresh, fence: { increment: 1 } },
  });
}
