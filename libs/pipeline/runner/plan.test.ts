import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { definePipeline } from '../define-pipeline.js';
import { type AnyStage, defineStage, type Need } from '../define-stage.js';
import { type Givens, planKeys, planRuns, type RunState } from './plan.js';

const made = (name: string, needs: Record<string, Need<unknown>>, version = 1) =>
  defineStage({
    name,
    version,
    queue: 'cpu',
    needs,
    settings: z.object({}),
    output: z.string(),
    run: async () => name,
  });
const given = (name: string) => ({ from: 'given', name }) as Need<unknown>;

const hear = made('hear', { audio: given('upload') });
const cut = made('cut', { words: hear, decided: given('decisions:cut') });
const play = made('play', { audio: hear, cuts: cut });
const write = made('write', { cuts: cut });
const stages: AnyStage[] = [hear, cut, play, write];
const pipeline = definePipeline(stages);
const names = stages.map(({ name }) => name);

const givens = (upload: string, decided: string) =>
  ({ upload, 'decisions:cut': decided }) as unknown as Givens;
const keysFor = (upload: string, decided: string) => planKeys(pipeline, givens(upload, decided), {});

describe('planKeys', () => {
  it('moves the keys of what hangs on a changed decision, and no other', () => {
    const [before, after] = [keysFor('a.mp3', 'none'), keysFor('a.mp3', 'one rejected')];
    expect(names.filter((name) => before.get(name) !== after.get(name))).toEqual(['cut', 'play', 'write']);
  });
});

describe('planRuns', () => {
  const rows = (keys: Map<string, string>, states: RunState[]) =>
    new Map(names.map((name, i) => [name, { key: keys.get(name) as string, state: states[i] as RunState }]));

  it('starts with what needs nothing, and lets the rest wait', () => {
    const runs = planRuns(pipeline, keysFor('a', ''), new Map(), new Set());
    expect(runs.map(({ state }) => state)).toEqual(['ready', 'waiting', 'waiting', 'waiting']);
  });

  it('after a decision runs again only what hangs on it', () => {
    const before = keysFor('a', 'none');
    const after = keysFor('a', 'one rejected');
    const runs = planRuns(
      pipeline,
      after,
      rows(before, ['done', 'done', 'done', 'done']),
      new Set(before.values()),
    );
    expect(runs.map(({ stage, state }) => `${stage} ${state}`)).toEqual([
      'hear done',
      'cut ready',
      'play waiting',
      'write waiting',
    ]);
  });

  it('takes back a decision without running anything', () => {
    const [before, after] = [keysFor('a', 'none'), keysFor('a', 'one rejected')];
    const stored = new Set([...before.values(), ...after.values()]);
    const runs = planRuns(pipeline, before, rows(after, ['done', 'done', 'done', 'done']), stored);
    expect(runs.every(({ state }) => state === 'done')).toBe(true);
  });

  it('leaves a run alone that does the right thing already', () => {
    const keys = keysFor('a', '');
    const runs = planRuns(
      pipeline,
      keys,
      rows(keys, ['running', 'waiting', 'waiting', 'waiting']),
      new Set(),
    );
    expect(runs.some(({ changed }) => changed)).toBe(false);
  });

  it('makes a finished stage anew when its result is gone from the store', () => {
    const keys = keysFor('a', '');
    const stored = new Set([keys.get('hear') as string]);
    const runs = planRuns(pipeline, keys, rows(keys, ['done', 'done', 'done', 'done']), stored);
    expect(runs.map(({ state }) => state)).toEqual(['done', 'ready', 'waiting', 'waiting']);
  });

  it('whatever stands: nothing runs before what it needs is done, and a second plan changes nothing', () => {
    const state = fc.constantFrom<RunState>('waiting', 'ready', 'running', 'done', 'failed');
    fc.assert(
      fc.property(
        fc.array(state, { minLength: 4, maxLength: 4 }),
        fc.subarray(names),
        fc.boolean(),
        (states, kept, same) => {
          const keys = keysFor('a', '');
          const stored = new Set(kept.map((name) => keys.get(name) as string));
          const standing = rows(same ? keys : keysFor('b', ''), states);
          const runs = planRuns(pipeline, keys, standing, stored);
          const stateOf = new Map(runs.map((run) => [run.stage, run.state]));
          for (const run of runs.filter(({ state: s }) => s === 'ready' || s === 'running'))
            for (const need of Object.values(pipeline.stage(run.stage).needs) as Need<unknown>[])
              if (need.from === 'stage') expect(stateOf.get(need.name)).toBe('done');
          const again = planRuns(pipeline, keys, new Map(runs.map((run) => [run.stage, run])), stored);
          expect(again.some(({ changed }) => changed)).toBe(false);
        },
      ),
    );
  });
});

describe('definePipeline', () => {
  it('refuses a stage that comes before what it needs', () => {
    expect(() => definePipeline([cut, hear])).toThrow('cut needs hear, which does not come before it');
  });

  it('refuses two stages of one name', () => {
    expect(() => definePipeline([hear, hear])).toThrow('hear stands twice');
  });
});
