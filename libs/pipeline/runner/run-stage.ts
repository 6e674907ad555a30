import { dataPaths } from '#config';
import { publishEvent } from '#database';
import { withScratch } from '#storage';
import type { AnyStage, GivenName, Need, StageTools } from '../define-stage.js';
import { afterDone } from './after-done.js';
import { readArtifact } from './artifacts.js';
import type { Backend } from './backend.js';
import { beat, type Claim, claim } from './claim.js';
import { commit, fail, giveBack } from './commit.js';
import type { Engines } from './engines.js';
import { readGivens } from './givens.js';
import { stageSettings } from './stage-settings.js';

/** A worker tells that it lives this often; the reconciler waits several times as long before it takes a run over. */
export const heartbeatMs = 2_000;

/** Progress for people: more often would only load the database. */
const progressEventMs = 400;

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
  const life = keepAlive(backend, held, signal);
  try {
    const value = await withScratch(dataPaths(backend.settings).scratch, async (scratch) => {
      const inputs = await readInputs(backend, stage, held);
      const tools = makeTools(backend, engines, held, scratch, life);
      return stage.run(inputs.values, { ...tools, settings: inputs.settings });
    });
    life.signal.throwIfAborted();
    if (await commit(backend, held, value, engineOf(stage, engines)))
      await afterDone(backend, episodeId, stageName);
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

async function readInputs(backend: Backend, stage: AnyStage, held: Claim) {
  const { givens, profile } = await backend.database.$transaction((tx) => readGivens(tx, held.episodeId));
  const values: Record<string, unknown> = {};
  for (const [field, need] of Object.entries(stage.needs as Record<string, Need<unknown>>)) {
    if (need.from === 'given') {
      values[field] = givens[need.name as GivenName];
      continue;
    }
    const run = await backend.database.stageRun.findUniqueOrThrow({
      where: { episodeId_stage: { episodeId: held.episodeId, stage: need.name } },
    });
    values[field] = await readArtifact(backend, backend.pipeline.stage(need.name), run.key ?? '');
  }
  return { values, settings: stageSettings(backend.pipeline, backend.settings, profile)[stage.name] };
}

interface Life {
  signal: AbortSignal;
  /** The run was taken away: its result must not be committed. */
  readonly lost: boolean;
  progress: { fraction: number; phase: string };
  end(): void;
}

function keepAlive(backend: Backend, held: Claim, outer: AbortSignal): Life {
  const taken = new AbortController();
  const progress = { fraction: 0, phase: '' };
  let lost = false;
  const timer = setInterval(async () => {
    try {
      if (await beat(backend, held, progress.fraction, progress.phase)) return;
      lost = true;
      taken.abort(new Error('This run was taken away.'));
    } catch (error) {
      backend.log.warn('A heartbeat did not reach the database.', { ...held, cause: String(error) });
    }
  }, heartbeatMs);
  return {
    signal: AbortSignal.any([outer, taken.signal]),
    get lost() {
      return lost;
    },
    progress,
    end: () => clearInterval(timer),
  };
}

function makeTools(backend: Backend, engines: Engines, held: Claim, scratch: string, life: Life): StageTools {
  const { key, episodeId, stage } = held;
  let toldAt = 0;
  return {
    signal: life.signal,
    log: {
      info: (message, facts) => backend.log.info(message, { stage, episodeId, ...facts }),
      warn: (message, facts) => backend.log.warn(message, { stage, episodeId, ...facts }),
    },
    objects: backend.objects,
    scratch,
    ...engines,
    progress(fraction, phase) {
      Object.assign(life.progress, { fraction, phase });
      if (Date.now() - toldAt < progressEventMs) return;
      toldAt = Date.now();
      const data = { stage, state: 'running', progress: fraction, phase };
      publishEvent(backend.database, { type: 'progress', episodeId, data }).catch((error) =>
        backend.log.warn('Progress was not told.', { cause: String(error) }),
      );
    },
    partials: {
      load: async (part) => {
        const row = await backend.database.partial.findUnique({ where: { key_part: { key, part } } });
        return row?.value ?? undefined;
      },
      save: async (part, value) => {
        const json = JSON.parse(JSON.stringify(value));
        await backend.database.partial.upsert({
          where: { key_part: { key, part } },
          create: { key, part, value: json },
          update: { value: json },
        });
      },
    },
  };
}
