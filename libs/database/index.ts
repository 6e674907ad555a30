export { type Database, openDatabase } from './client.js';
export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
export { Prisma, RunState } from './generated/client.js';
export type * from './generated/models.js';
export {
  type LiveEvent,
  liveEvent,
  publishEvent,
  type Subscription,
  subscribeEvents,
} from './live-events.js';
export { migrate } from './migrate.js';
