import { type Pipeline, stageNeeds } from '../define-pipeline.js';

export interface StageOutlook {
  stage: string;
  state: string;
  /** What a running stage still needs; null while unknown. */
  etaMs: number | null;
  /** What the whole stage takes; null while unknown. */
  expectedMs: number | null;
}

/**
 * Milliseconds until each stage is done, with what it waits for: the last stage's is the episode's. Stages that do not
 * wait for each other run side by side. null where a stage, or one that it waits for, has failed or is not foreseen.
 */
export function untilDone(
  pipeline: Pick<Pipeline, 'stages'>,
  runs: readonly StageOutlook[],
): Map<string, number | null> {
  const until = new Map<string, number | null>();
  for (const stage of pipeline.stages) {
    const run = runs.find((row) => row.stage === stage.name);
    const waits = run?.state === 'waiting' ? stageNeeds(stage).map((name) => until.get(name) ?? null) : [];
    const own = run ? ownMs(run) : null;
    const longest = waits.some((wait) => wait === null) ? null : Math.max(0, ...(waits as number[]));
    until.set(stage.name, own === null || longest === null ? null : longest + own);
  }
  return until;
}

function ownMs({ state, etaMs, expectedMs }: StageOutlook): number | null {
  if (state === 'done') return 0;
  if (state === 'failed') return null;
  return state === 'running' ? (etaMs ?? expectedMs) : expectedMs;
}
