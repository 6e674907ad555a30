import { describe, expect, it } from 'vitest';
import { pipeline } from '../pipeline.js';
import { type StageOutlook, untilDone } from './way.js';

const run = (
  stage: string,
  state: string,
  expectedMs: number | null,
  etaMs: number | null = null,
): StageOutlook => ({
  ...{ stage, state, expectedMs, etaMs },
});
/** Every stage takes 10 s, but for listening, which takes a minute. */
const fresh = (): StageOutlook[] =>
  pipeline.stages.map(({ name }) =>
    run(name, name === 'ingest' ? 'ready' : 'waiting', name === 'listen' ? 60_000 : 10_000),
  );
const with_ = (runs: StageOutlook[], ...changed: StageOutlook[]) =>
  runs.map((row) => changed.find(({ stage }) => stage === row.stage) ?? row);

describe('the time until a stage is done', () => {
  it('is that of the longest way to it', () => {
    const until = untilDone(pipeline, fresh());
    expect(until.get('transcribe')).toBe(20_000);
    expect(until.get('listen')).toBe(70_000);
    expect(until.get('clean')).toBe(80_000);
  });

  it('counts a running stage by what it still needs, and a done one not at all', () => {
    const runs = with_(fresh(), run('ingest', 'done', 10_000), run('listen', 'running', 60_000, 5_000));
    const until = untilDone(pipeline, runs);
    expect(until.get('ingest')).toBe(0);
    expect(until.get('listen')).toBe(5_000);
    expect(until.get('transcribe')).toBe(10_000);
  });

  it('is unknown behind a failed stage, and where nothing is foreseen', () => {
    const until = untilDone(pipeline, with_(fresh(), run('transcribe', 'failed', 10_000)));
    expect(until.get('clean')).toBeNull();
    expect(until.get('listen')).toBe(70_000);
    expect(untilDone(pipeline, with_(fresh(), run('ingest', 'ready', null))).get('publish')).toBeNull();
  });
});
