import { type Pipeline, stageNeeds } from '../define-pipeline.js';
import type { AnyStage, GivenName } from '../define-stage.js';
import { artifactKey, hashOf } from './artifact-key.js';

/** What people gave for one episode, by name. */
export type Givens = Record<GivenName, unknown>;

/** Settings of each stage, parsed, by its name. */
export type StageSettings = Record<string, unknown>;

/** The key of every stage's artifact: all follow from what people gave, so they are known before anything runs. */
export function planKeys(pipeline: Pipeline, givens: Givens, settings: StageSettings): Map<string, string> {
  const keys = new Map<string, string>();
  for (const stage of pipeline.stages) {
    keys.set(stage.name, artifactKey(stage, settings[stage.name], inputHashes(stage, keys, givens)));
  }
  return keys;
}

/**
 * The key under which a stage's parts are kept: that of its artifact, but blind to what no part depends on.
 * @param keys of all stages, from `planKeys`
 */
export function planPartsKey(
  stage: AnyStage,
  keys: ReadonlyMap<string, string>,
  givens: Givens,
  settings: StageSettings,
): string {
  const inputs = inputHashes(stage, keys, givens);
  const own = { ...(settings[stage.name] as object) } as Record<string, unknown>;
  for (const field of stage.partsIgnore ?? []) {
    delete inputs[field];
    delete own[field];
  }
  return artifactKey(stage, own, inputs);
}

function inputHashes(stage: AnyStage, keys: ReadonlyMap<string, string>, givens: Givens) {
  const inputs: Record<string, string> = {};
  for (const [field, need] of Object.entries(stage.needs as AnyStage['needs'])) {
    const { from, name } = need as { from: string; name: string };
    inputs[field] = from === 'stage' ? (keys.get(name) as string) : hashOf(givens[name as GivenName]);
  }
  return inputs;
}

export type RunState = 'waiting' | 'ready' | 'running' | 'done' | 'failed';

export interface PlannedRun {
  stage: string;
  key: string;
  state: RunState;
  /** The row must be written: its key or state is not what stands. */
  changed: boolean;
}

/**
 * Says for each stage whether it is done, may run, or waits.
 * A run that stands with the right key is left alone, also while running or failed.
 * @param standing the rows as they are
 * @param stored keys whose artifact is already in the store
 */
export function planRuns(
  pipeline: Pipeline,
  keys: Map<string, string>,
  standing: ReadonlyMap<string, { key: string | null; state: RunState }>,
  stored: ReadonlySet<string>,
): PlannedRun[] {
  const states = new Map<string, RunState>();
  return pipeline.stages.map((stage) => {
    const key = keys.get(stage.name) as string;
    const row = standing.get(stage.name);
    const inputsDone = stageNeeds(stage).every((name) => states.get(name) === 'done');
    const state = nextState(row?.key === key ? row.state : undefined, stored.has(key), inputsDone);
    states.set(stage.name, state);
    return { stage: stage.name, key, state, changed: row?.key !== key || row.state !== state };
  });
}

function nextState(current: RunState | undefined, stored: boolean, inputsDone: boolean): RunState {
  if (stored) return 'done';
  if (!inputsDone) return 'waiting';
  if (current === 'running' || current === 'failed' || current === 'ready') return current;
  return 'ready';
}
