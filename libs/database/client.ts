import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.js';

/** The typed client of prisma/schema.prisma. */
export type Database = PrismaClient & { close(): Promise<void> };

/** Connections of one process. An API and a few workers stay well under PostgreSQL's default of 100. */
const defaultPool = 10;

/**
 * Opens the database; connects at the first query. A dropped connection is replaced at the next query.
 * @param pool most connections held at once
 */
export function openDatabase(url: string, { pool = defaultPool }: { pool?: number } = {}): Database {
  const adapter = new PrismaPg(
    { connectionString: url, max: pool, application_name: 'showrunner' },
    // The query that meets a dead connection reports it; an idle one that dies is merely replaced.
    { onPoolError: () => undefined },
  );
  const client = new PrismaClient({
    adapter,
    // A burst of 200 transactions on 10 connections waits longer than Prisma's 2 s.
    transactionOptions: { maxWait: 15_000, timeout: 15_000 },
  });
  return Object.assign(client, { close: () => client.$disconnect() });
}
