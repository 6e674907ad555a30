import { Prisma } from '#database';
import type { Partials } from '../define-stage.js';
import type { Backend, Transaction } from './backend.js';
import { readGivens } from './givens.js';
import { deadAfterMs } from './keep-alive.js';
import { planKeys, planPartsKey } from './plan.js';
import { stageSettings } from './stage-settings.js';

type Rows = Pick<Backend, 'database'>;

const unfinished = { value: { equals: Prisma.DbNull } };

/**
 * The parts of a stage's output, in Postgres.
 * @param worker who makes them: one name for each run and each help
 * @param mayTake asked before a part is claimed
 */
export const partsOf = (
  { database: { partial } }: Rows,
  key: string,
  worker: string,
  mayTake: () => Promise<boolean> = async () => true,
): Partials => ({
  async load(part) {
    const row = await partial.findUnique({ where: { key_part: { key, part } } });
    return row?.value ?? undefined;
  },
  async save(part, value) {
    const json = JSON.parse(JSON.stringify(value));
    await partial.upsert({
      where: { key_part: { key, part } },
      create: { key, part, worker, value: json },
      update: { value: json },
    });
  },
  async claim(part) {
    if (!(await mayTake())) return false;
    const mine = { worker, heartbeatAt: new Date() };
    const fresh = await partial.createMany({ data: { key, part, ...mine }, skipDuplicates: true });
    if (fresh.count === 1) return true;
    const dead = new Date(Date.now() - deadAfterMs);
    const taken = await partial.updateMany({
      where: { key, part, ...unfinished, heartbeatAt: { lt: dead } },
      data: mine,
    });
    return taken.count === 1;
  },
});

/** Tells that whoever makes these parts lives. */
export const beatParts = ({ database }: Rows, worker: string) =>
  database.partial.updateMany({ where: { worker, ...unfinished }, data: { heartbeatAt: new Date() } });

/** Keys of the parts that stages keep for an episode, or would. */
export async function keptParts(tx: Transaction, backend: Backend, episodeId: string): Promise<string[]> {
  const { pipeline } = backend;
  const { givens, profile } = await readGivens(tx, episodeId);
  const settings = stageSettings(backend, profile);
  const keys = planKeys(pipeline, givens, settings);
  return pipeline.stages.map((stage) => planPartsKey(stage, keys, givens, settings));
}

/** Forgets the parts that stages keep for an episode, before it is taken away. */
export async function forgetParts(tx: Transaction, backend: Backend, episodeId: string): Promise<void> {
  await tx.partial.deleteMany({ where: { key: { in: await keptParts(tx, backend, episodeId) } } });
}

/** Gives back the parts that were not finished, so that nobody waits for them. */
export const releaseParts = ({ database }: Rows, worker: string) =>
  database.partial.deleteMany({ where: { worker, ...unfinished } });
