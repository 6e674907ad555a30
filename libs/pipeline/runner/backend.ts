import type { Settings } from '#config';
import type { Database, Prisma } from '#database';
import type { JobQueue } from '#queue';
import type { TaggerModel } from '#speech';
import type { ObjectStore } from '#storage';
import type { Pipeline } from '../define-pipeline.js';
import type { Log } from '../define-stage.js';

/** What the runner stands on. Postgres is the truth; the queue only wakes workers and may be absent (`process`). */
export interface Backend {
  readonly settings: Settings;
  readonly pipeline: Pipeline;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly objects: ObjectStore;
  readonly queue: JobQueue | null;
  /** As it was found when this process began; null without one. */
  readonly soundTagger: TaggerModel | null;
  readonly log: Log;
}

export type Transaction = Prisma.TransactionClient;

/** Runs one change of an episode's rows; changes of the same episode wait for each other. */
export const changeEpisode = <T>(
  backend: Backend,
  episodeId: string,
  change: (tx: Transaction) => Promise<T>,
): Promise<T> =>
  backend.database.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Episode" WHERE id = ${episodeId} FOR UPDATE`;
    return change(tx);
  });
