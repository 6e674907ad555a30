import { Prisma } from '#database';
import type { Backend } from '../runner/backend.js';

/** No run makes it or shows it, and it was not published. */
const isUnused = Prisma.sql`
  NOT EXISTS (SELECT FROM "StageRun" r WHERE a.key IN (r.key, r."madeKey")) AND
  NOT EXISTS (SELECT FROM "Publication" p WHERE p."artifactKey" = a.key)`;

type Rows = Pick<Backend, 'database'>;

/** Keys of artifacts from before `before` that nothing uses any more. */
export async function unusedArtifacts({ database }: Rows, before: Date): Promise<Set<string>> {
  const rows = await database.$queryRaw<{ key: string }[]>`
    SELECT a.key FROM "Artifact" a WHERE a."createdAt" < ${before.toISOString()}::timestamp AND ${isUnused}`;
  return new Set(rows.map(({ key }) => key));
}

/**
 * Forgets those of the artifacts that are still unused. A replan that finds one stored holds its row until it is used:
 * such a row is passed over, and whoever comes later finds it gone.
 */
export const forgetUnused = ({ database }: Rows, keys: ReadonlySet<string>): Promise<number> =>
  database.$transaction(async (tx) => {
    const held = await tx.$queryRaw<{ key: string }[]>`
      SELECT key FROM "Artifact" WHERE key = ANY(${[...keys]}) FOR UPDATE SKIP LOCKED`;
    // A statement of its own, with a newer snapshot: it sees what was committed before the rows were held.
    return tx.$executeRaw`
      DELETE FROM "Artifact" a WHERE a.key = ANY(${held.map(({ key }) => key)}) AND ${isUnused}`;
  });
