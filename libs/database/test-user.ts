import { startEmbeddedPostgres } from './embedded-postgres.js';

/** A process that uses a data folder's Postgres, for the tests: says when it is there, and stays. */
await startEmbeddedPostgres(process.argv[2] ?? '', { settings: { fsync: 'off' } });
process.send?.('there');
