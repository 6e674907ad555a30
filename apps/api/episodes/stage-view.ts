import { failureClasses, type StageView } from '#contracts';
import type { StageRunModel } from '#database';
import { type Backend, untilDone } from '#pipeline';

const iso = (date: Date | null) => date?.toISOString() ?? null;

function stageView(run: StageRunModel, etaMs: number | null): StageView {
  return {
    stage: run.stage,
    state: run.state,
    hasMade: run.madeKey !== null,
    progress: run.progress,
    phase: run.phase,
    attempt: run.attempt,
    engine: run.engine,
    expectedMs: run.expectedMs,
    expectedCost: run.expectedCost,
    etaMs,
    failure: failureOf(run),
    startedAt: iso(run.startedAt),
    endedAt: iso(run.endedAt),
  };
}

function failureOf(run: StageRunModel): StageView['failure'] {
  if (run.state !== 'failed') return null;
  return {
    failureClass: failureClasses.find((name) => name === run.failureClass) ?? 'bug',
    cause: run.failure ?? '',
    remedy: run.remedy ?? '',
    retryAt: iso(run.retryAt),
  };
}

/** An episode's runs in the order in which the pipeline runs. */
export function stageViews({ pipeline }: Pick<Backend, 'pipeline'>, runs: StageRunModel[]): StageView[] {
  const order = new Map(pipeline.stages.map((stage, index) => [stage.name, index]));
  const rank = (run: StageRunModel) => order.get(run.stage) ?? order.size;
  const until = untilDone(pipeline, runs);
  return runs
    .filter((run) => order.has(run.stage))
    .sort((a, b) => rank(a) - rank(b))
    .map((run) => stageView(run, until.get(run.stage) ?? null));
}

/** Milliseconds until every stage is done; null when that cannot be foreseen. */
export function episodeEta(stages: readonly StageView[]): number | null {
  let longest = 0;
  for (const { etaMs } of stages) {
    if (etaMs === null) return null;
    longest = Math.max(longest, etaMs);
  }
  return longest;
}
