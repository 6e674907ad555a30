import type { AnyStage, GivenName, Need } from '../define-stage.js';
import { readArtifact } from './artifacts.js';
import type { Backend } from './backend.js';
import { readGivens } from './givens.js';
import { planKeys, planPartsKey } from './plan.js';
import { stageSettings } from './stage-settings.js';

/** What a stage reads, its settings, and the keys that its output and its parts have with them. */
export async function readInputs(backend: Backend, stage: AnyStage, episodeId: string) {
  const { givens, profile } = await backend.database.$transaction((tx) => readGivens(tx, episodeId));
  const values: Record<string, unknown> = {};
  for (const [field, need] of Object.entries(stage.needs as Record<string, Need<unknown>>)) {
    if (need.from === 'given') {
      values[field] = givens[need.name as GivenName];
      continue;
    }
    const run = await backend.database.stageRun.findUniqueOrThrow({
      where: { episodeId_stage: { episodeId, stage: need.name } },
    });
    values[field] = await readArtifact(backend, backend.pipeline.stage(need.name), run.key ?? '');
  }
  const settings = stageSettings(backend, profile);
  const keys = planKeys(backend.pipeline, givens, settings);
  const partsKey = planPartsKey(stage, keys, givens, settings);
  return { values, settings: settings[stage.name], key: keys.get(stage.name), partsKey };
}
