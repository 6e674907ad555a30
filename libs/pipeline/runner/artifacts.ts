import { resourceFailure } from '#contracts';
import type { AnyStage, StageOutput } from '../define-stage.js';
import type { Backend } from './backend.js';

/**
 * Reads a stored artifact by its key.
 * @throws Failure (resource) when its row or object is gone; the row is removed then, so that a replan makes it anew
 */
export async function readArtifact<S extends AnyStage>(
  backend: Pick<Backend, 'database' | 'objects'>,
  stage: S,
  key: string,
): Promise<StageOutput<S>> {
  const row = await backend.database.artifact.findUnique({ where: { key } });
  if (!row || !(await backend.objects.has(row))) {
    await backend.database.artifact.deleteMany({ where: { key } });
    throw resourceFailure(
      `The stored result of ${stage.name} is gone from the object store.`,
      'Retry the episode: the stage is run again.',
    );
  }
  return stage.output.parse(JSON.parse((await backend.objects.read(row)).toString('utf8')));
}

/** The finished output of a stage for an episode, or null while there is none. */
export async function loadArtifact<S extends AnyStage>(
  backend: Backend,
  episodeId: string,
  stage: S,
): Promise<{ key: string; value: StageOutput<S> } | null> {
  const run = await backend.database.stageRun.findUnique({
    where: { episodeId_stage: { episodeId, stage: stage.name } },
  });
  if (run?.state !== 'done' || !run.key) return null;
  return { key: run.key, value: await readArtifact(backend, stage, run.key) };
}

export interface LastMade<T> {
  key: string;
  value: T;
  /** A newer run is under way, or failed: what people gave since is not in it. */
  isOutdated: boolean;
}

/**
 * What a stage made last for an episode, to be looked at while it is made again; null until it is made for the first
 * time. What is decided or published goes by `loadArtifact`.
 */
export async function loadLastMade<S extends AnyStage>(
  backend: Backend,
  episodeId: string,
  stage: S,
): Promise<LastMade<StageOutput<S>> | null> {
  const made = await loadArtifact(backend, episodeId, stage);
  if (made) return { ...made, isOutdated: false };
  const run = await backend.database.stageRun.findUnique({
    where: { episodeId_stage: { episodeId, stage: stage.name } },
  });
  const row = run?.madeKey && (await backend.database.artifact.findUnique({ where: { key: run.madeKey } }));
  if (!row || !(await backend.objects.has(row))) return null;
  // An older version of the stage may have written another shape: that counts as not made.
  const old = stage.output.safeParse(JSON.parse((await backend.objects.read(row)).toString('utf8')));
  return old.success ? { key: row.key, value: old.data as StageOutput<S>, isOutdated: true } : null;
}
