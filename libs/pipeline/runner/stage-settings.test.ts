import { expect, it } from 'vitest';
import { readSettings } from '#config';
import { pipeline } from '../pipeline.js';
import { type Givens, planKeys } from './plan.js';
import { stageSettings } from './stage-settings.js';

const settings = readSettings({});
const keysWith = (weights: string | null) => {
  const soundTagger = weights === null ? null : { model: 'yamnet', weights };
  return planKeys(pipeline, {} as Givens, stageSettings({ pipeline, settings, soundTagger }, {}));
};
const changed = (from: string | null, to: string | null) => {
  const [before, after] = [keysWith(from), keysWith(to)];
  return pipeline.stages.map(({ name }) => name).filter((name) => before.get(name) !== after.get(name));
};

it('listens again, and makes what hangs on it, with other weights of a sound tagger, and never without one', () => {
  const unheard = ['ingest', 'transcribe', 'compare'];
  const anew = pipeline.stages.map(({ name }) => name).filter((name) => !unheard.includes(name));
  expect(changed(null, '1510041d')).toEqual(anew);
  expect(changed('1510041d', '2620152e')).toEqual(anew);
  expect(stageSettings({ pipeline, settings, soundTagger: null }, {}).listen).toEqual({});
});
