import type { Backend } from '../runner/backend.js';
import { keptParts } from '../runner/parts.js';

/**
 * Keys of parts from before `before` that no stage of any episode would take: of engines and settings that were changed,
 * and of recordings that are gone.
 */
export async function unusedParts(backend: Backend, before: Date): Promise<string[]> {
  const { database } = backend;
  const old = await database.partial.findMany({
    where: { createdAt: { lt: before } },
    distinct: ['key'],
    select: { key: true },
  });
  if (old.length === 0) return [];
  const unused = new Set(old.map(({ key }) => key));
  for (const { id } of await database.episode.findMany({ select: { id: true } })) {
    const kept = await database.$transaction((tx) => keptParts(tx, backend, id));
    for (const key of kept) unused.delete(key);
  }
  return [...unused];
}

/** @returns how many parts went */
export async function forgetUnusedParts(
  { database }: Backend,
  keys: string[],
  before: Date,
): Promise<number> {
  const { count } = await database.partial.deleteMany({
    where: { key: { in: keys }, createdAt: { lt: before } },
  });
  return count;
}
