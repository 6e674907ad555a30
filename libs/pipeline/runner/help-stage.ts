import { randomUUID } from 'node:crypto';
import { dataPaths } from '#config';
import { asFailure } from '#contracts';
import { withScratch } from '#storage';
import type { Backend } from './backend.js';
import type { Engines } from './engines.js';
import { keepAlive } from './keep-alive.js';
import { beatParts, partsOf, releaseParts } from './parts.js';
import { readInputs } from './stage-inputs.js';
import { makeTools } from './stage-tools.js';

/**
 * Makes parts of a stage that runs on another worker, until none is free. It takes no more when that run has no
 * worker any more (this one may then take it over as a whole), and stops at once when the run is replanned or ends.
 * Rejects only when the database is gone: what fails here, the run meets itself.
 */
export async function helpStage(
  backend: Backend,
  engines: Engines,
  episodeId: string,
  stageName: string,
  signal: AbortSignal,
): Promise<void> {
  const stage = backend.pipeline.stage(stageName);
  const { stageRun } = backend.database;
  const run = await stageRun.findFirst({ where: { episodeId, stage: stageName, state: 'running' } });
  if (!run?.key || !stage.help) return;
  const held = { episodeId, stage: stageName, key: run.key };
  const worker = randomUUID();
  const isRunning = async () => (await stageRun.count({ where: { ...held, state: 'running' } })) === 1;
  const life = keepAlive(backend, held, signal, async () => {
    await beatParts(backend, worker);
    return (await stageRun.count({ where: { ...held, state: { in: ['running', 'ready'] } } })) === 1;
  });
  try {
    await withScratch(dataPaths(backend.settings).scratch, async (scratch) => {
      const { values, settings, key, partsKey } = await readInputs(backend, stage, episodeId);
      if (key !== held.key)
        return backend.log.info('This worker has other settings and does not help.', held);
      const partials = partsOf(backend, partsKey, worker, isRunning);
      const tools = makeTools(backend, engines, held, { scratch, signal: life.signal, partials });
      await stage.help?.(values, { ...tools, settings });
    });
  } catch (error) {
    if (!life.signal.aborted)
      backend.log.warn(`Helping with ${stageName} failed.`, { ...held, cause: asFailure(error).message });
  } finally {
    life.end();
    await releaseParts(backend, worker);
  }
}
