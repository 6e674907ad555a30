import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fleet, startFleet } from '../../../test/speech-fleet.js';
import type { Backend } from './backend.js';
import { expectStage } from './expectations.js';
import { runInline } from './run-inline.js';

/** Simulated chunks stand for 10 s each. */
const chunkLengthMs = 10_000;

let fleet: Fleet;
let id: string;
beforeAll(async () => {
  fleet = await startFleet(0, { chunkMs: 0, parallel: 1 });
  id = await fleet.addRecording(6);
});
afterAll(() => fleet.close());

const rowOf = (stage: string) =>
  fleet.backend.database.stageRun.findUniqueOrThrow({ where: { episodeId_stage: { episodeId: id, stage } } });
const priced = (price: number): Backend => ({
  ...fleet.backend,
  settings: { ...fleet.backend.settings, WHISPER_ENGINE: 'http', WHISPER_PRICE_PER_MINUTE: price },
});
const held = () => ({ episodeId: id, stage: 'transcribe' });

describe('what a stage should take', () => {
  it('is guessed as soon as the recording is measured', async () => {
    const { expectedMs, expectedCost } = await rowOf('transcribe');
    expect(expectedMs).toBeGreaterThan(0);
    expect(expectedMs).toBeLessThan(6 * chunkLengthMs);
    expect(expectedCost).toBeNull();
  });

  it('follows the speed that this installation had with the engine', async () => {
    const { database } = fleet.backend;
    const past = { stage: 'transcribe', audioMs: 100_000 };
    await database.speed.create({ data: { ...past, engine: 'onnx slow', workMs: 50_000 } });
    await database.speed.create({ data: { ...past, engine: 'onnx quick', workMs: 10_000 } });
    expect(await expectStage(database, fleet.backend, held(), 'onnx slow')).toBe(30_000);
    expect(await expectStage(database, fleet.backend, held(), 'onnx quick')).toBe(6_000);
    expect(await rowOf('transcribe')).toMatchObject({ expectedMs: 6_000 });
  });

  it('costs what the price of a hosted engine says for each minute', async () => {
    await expectStage(fleet.backend.database, priced(0.006), held());
    expect((await rowOf('transcribe')).expectedCost).toBeCloseTo(0.006);
  });

  it('is learned from each run that was whole, with the engine that did it', async () => {
    await runInline(fleet.backend, fleet.engines, id, new AbortController().signal, () => {});
    const learned = await fleet.backend.database.speed.findMany({ where: { engine: 'simulated none' } });
    expect(learned).toMatchObject([{ stage: 'transcribe', audioMs: 6 * chunkLengthMs }]);
    expect(await rowOf('transcribe')).toMatchObject({ engine: 'simulated none', etaMs: null });
  });
});
