import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { dataPaths } from '#config';
import { withScratch } from '#storage';
import type { AnyStage } from '../define-stage.js';
import { afterDone } from './after-done.js';
import type { Backend } from './backend.js';
import { beat, claim } from './claim.js';
import { commit, fail, giveBack } from './commit.js';
import type { Engines } from './engines.js';
import { expectStage } from './expectations.js';
import { keepAlive } from './keep-alive.js';
import { beatParts, partsOf, releaseParts } from './parts.js';
import { followProgress } from './progress.js';
import { readInputs } from './stage-inputs.js';
import { makeTools } from './stage-tools.js';
import { callHelpers } from './wake.js';

/**
 * Claims a ready run and takes it to its end: done, failed, or given back when `signal` stops the worker.
 * Never rejects for what the stage did; rejects when the database itself is gone.
 * @returns false when there was nothing to claim
 */
export async function runStage(
  backend: Backend,
  engines: Engines,
  episodeId: string,
  stageName: string,
  signal: AbortSignal,
): Promise<boolean> {
  const held = await claim(backend, episodeId, stageName);
  if (!held) return false;
  const stage = backend.pipeline.stage(stageName);
  const worker = randomUUID();
  const engine = engineOf(stage, engines);
  const expectedMs = await expectStage(backend.database, backend, held, engine ?? undefined);
  const progress = followProgress(backend, held, expectedMs);
  const life = keepAlive(backend, held, signal, async () => {
    await beatParts(backend, worker);
    return beat(backend, held, progress.now());
  });
  try {
    const { values, settings, partsKey } = await readInputs(backend, stage, episodeId);
    const isNew = (await backend.database.partial.count({ where: { key: partsKey } })) === 0;
    const value = await withScratch(dataPaths(backend.settings).scratch, async (scratch) => {
      const tools = makeTools(backend, engines, held, {
        scratch,
        signal: life.signal,
        partials: partsOf(backend, partsKey, worker),
        progress: progress.tell,
        callHelpers: (count) => callHelpers(backend, held, count),
      });
      return stage.run(values, { ...tools, settings });
    }).finally(() => releaseParts(backend, worker));
    life.signal.throwIfAborted();
    const done = { engine: engineNamed(value) ?? engine, workedMs: isNew ? progress.workedMs() : null };
    if (await commit(backend, held, value, done)) await afterDone(backend, episodeId, stageName);
  } catch (error) {
    if (life.lost) backend.log.info(`${stageName} was taken away and stops`, { ...held });
    else if (signal.aborted) await giveBack(backend, held);
    else await fail(backend, held, error);
  } finally {
    life.end();
  }
  return true;
}

const engineOf = (stage: AnyStage, { transcriber, languageModel }: Engines): string | null => {
  if (stage.queue === 'speech') return `${transcriber.name} ${transcriber.model}`;
  return stage.queue === 'llm' ? (languageModel?.id ?? null) : null;
};

const namesEngine = z.object({ engine: z.object({ name: z.string(), model: z.string() }) });

/** What an artifact says of its own engine: a transcript that was handed in was made by none of ours. */
function engineNamed(artifact: unknown): string | null {
  const { data } = namesEngine.safeParse(artifact);
  return data ? `${data.engine.name} ${data.engine.model}`.trim() : null;
}
