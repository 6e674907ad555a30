import type { ObjectStore } from '#storage';
import type { Backend, Transaction } from '../runner/backend.js';

/** Reading every row of a show of years takes far less. */
const readTimeoutMs = 10 * 60_000;

const hash = /\b[0-9a-f]{64}\b/g;

/**
 * The SHA-256 of every object that a database names, in its rows or in the artifacts they point at. Whatever looks like a
 * hash counts: one too many keeps an object, one too few would lose it.
 * @param unused keys of artifacts that do not count
 */
export async function namedObjects(
  { database, objects }: Pick<Backend, 'database' | 'objects'>,
  unused: ReadonlySet<string>,
): Promise<Set<string>> {
  // One snapshot: what is moved from one row to another meanwhile is seen in one of them.
  const { named, artifacts } = await database.$transaction(
    async (tx) => ({ named: await namedInRows(tx), artifacts: await tx.artifact.findMany() }),
    { isolationLevel: 'RepeatableRead', timeout: readTimeoutMs },
  );
  const all = new Set(named);
  for (const { key, sha256 } of artifacts) {
    if (unused.has(key)) continue;
    all.add(sha256);
    for (const found of await namedInArtifact(objects, sha256)) all.add(found);
  }
  return all;
}

/** Looks into every JSON column of every table, so that one added later is followed without a word here. */
async function namedInRows(tx: Transaction): Promise<string[]> {
  const columns = await tx.$queryRaw<{ sql: string }[]>`
    SELECT format('SELECT %I::text AS json FROM %I', column_name, table_name) AS sql
      FROM information_schema.columns
     WHERE table_schema = current_schema() AND data_type = 'jsonb'`;
  const rows = await tx.$queryRawUnsafe<{ sha256: string }[]>(
    `SELECT DISTINCT found[1] AS sha256
       FROM (${columns.map(({ sql }) => sql).join(' UNION ALL ')}) AS stored,
            regexp_matches(stored.json, '\\y[0-9a-f]{64}\\y', 'g') AS found`,
  );
  return rows.map(({ sha256 }) => sha256);
}

/** An artifact whose object is gone names nothing: it is made anew when somebody wants it. */
async function namedInArtifact(objects: ObjectStore, sha256: string): Promise<string[]> {
  if (!(await objects.has({ sha256 }))) return [];
  return (await objects.read({ sha256 })).toString('latin1').match(hash) ?? [];
}
