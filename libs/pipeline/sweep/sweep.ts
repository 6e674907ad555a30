import type { StoredObject } from '#storage';
import type { Backend } from '../runner/backend.js';
import { namedObjects } from './named-objects.js';
import { identityOf } from './object-users.js';
import { forgetUnused, unusedArtifacts } from './unused-artifacts.js';
import { forgetUnusedParts, unusedParts } from './unused-parts.js';

/**
 * What was stored in the last days is left alone: an object is put before any row names it. Longest waits the file of an
 * upload whose episode could not be made at once: a week (uploads.service), and some hours until that is seen. It also
 * lets a verdict be taken back, and work that was broken off go on after a weekend, without making anything again.
 */
export const sweptAfterMs = 8 * 24 * 3600_000;

export interface Swept {
  objects: number;
  bytes: number;
  artifacts: number;
  parts: number;
}

/**
 * Removes what nothing names any more: results of deleted episodes and of decisions that were changed, parts of other
 * engines, and every object that neither a row nor an artifact that is left names. What was ever published stays for as
 * long as its episode.
 * @param backends every database that uses the objects: what only another one names is lost
 * @param now what is older than `sweptAfterMs` before it may go
 * @param isDry counts, and removes nothing
 */
export async function sweep(
  backends: readonly [Backend, ...Backend[]],
  { now = new Date(), isDry = false }: { now?: Date; isDry?: boolean } = {},
): Promise<Swept> {
  const [{ objects }] = backends;
  const before = new Date(now.getTime() - sweptAfterMs);
  const swept: Swept = { objects: 0, bytes: 0, artifacts: 0, parts: 0 };
  // Listed before anybody is asked: what is named later was put later, and so is not old.
  const old = await oldObjects(objects.list(), { before, after: await bornAt(backends) });
  const named = new Set<string>();
  for (const backend of backends) {
    const rows = await sweepRows(backend, before, isDry);
    swept.artifacts += rows.artifacts;
    swept.parts += rows.parts;
    for (const sha256 of await namedObjects(backend, rows.unused)) named.add(sha256);
  }
  for (const object of old) {
    if (named.has(object.sha256)) continue;
    if (!isDry && !(await objects.removeOld(object, before))) continue;
    swept.objects += 1;
    swept.bytes += object.bytes;
  }
  return swept;
}

/** What was put before there was any of these databases is another one's. */
async function bornAt(backends: readonly Backend[]): Promise<Date> {
  const born = await Promise.all(backends.map(async (backend) => (await identityOf(backend)).bornAt));
  return new Date(Math.min(...born.map((date) => date.getTime())));
}

async function oldObjects(all: AsyncIterable<StoredObject>, span: { after: Date; before: Date }) {
  const old: StoredObject[] = [];
  for await (const object of all)
    if (object.putAt >= span.after && object.putAt < span.before) old.push(object);
  return old;
}

/** @returns in `unused` the artifacts that a dry sweep leaves, as if they were gone */
async function sweepRows(backend: Backend, before: Date, isDry: boolean) {
  const unused = await unusedArtifacts(backend, before);
  const parts = await unusedParts(backend, before);
  if (isDry) {
    const where = { key: { in: parts }, createdAt: { lt: before } };
    return { unused, artifacts: unused.size, parts: await backend.database.partial.count({ where }) };
  }
  return {
    unused: new Set<string>(),
    artifacts: await forgetUnused(backend, unused),
    parts: await forgetUnusedParts(backend, parts, before),
  };
}
