import type { AnyStage, Need } from './define-stage.js';

export interface Pipeline {
  /** In reading order: a stage comes after every stage it needs. */
  readonly stages: readonly AnyStage[];
  stage(name: string): AnyStage;
  /** Stages that read this stage's output directly, in reading order. */
  successors(name: string): readonly AnyStage[];
}

export const needsOf = (stage: AnyStage): Need<unknown>[] => Object.values(stage.needs);

/** The stages a stage waits for. */
export const stageNeeds = (stage: AnyStage): string[] =>
  needsOf(stage).flatMap((need) => (need.from === 'stage' ? [need.name] : []));

/**
 * Checks the graph once, at start: names are unique and each stage comes after what it needs.
 * @throws Error naming the stage that is out of place
 */
export function definePipeline(stages: readonly AnyStage[]): Pipeline {
  const byName = new Map<string, AnyStage>();
  for (const stage of stages) {
    if (byName.has(stage.name)) throw new Error(`Stage ${stage.name} stands twice in the pipeline.`);
    for (const need of stageNeeds(stage))
      if (!byName.has(need))
        throw new Error(`Stage ${stage.name} needs ${need}, which does not come before it.`);
    byName.set(stage.name, stage);
  }
  return {
    stages,
    stage(name) {
      const found = byName.get(name);
      if (!found) throw new Error(`There is no stage named ${name}.`);
      return found;
    },
    successors: (name) => stages.filter((stage) => stageNeeds(stage).includes(name)),
  };
}
