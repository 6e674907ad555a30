import { z } from 'zod';
import { episodeView } from './episodes.js';
import { at, id } from './fields.js';
import { stageView } from './stages.js';

/**
 * One server-sent event. `stage`: `stage` holds the run as it stands now, `episodeEtaMs` the episode's `etaMs`. `episode`: something else about the episode
 * changed (all its stages, publication, deletion): read it anew. `missed`: read everything anew, as after a reconnect,
 * since events are told once and not kept. `heartbeat`: at once and every 15 s, so that a dead line shows.
 */
export const liveEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('stage'),
    episodeId: id,
    at,
    stage: stageView,
    episodeEtaMs: episodeView.shape.etaMs,
  }),
  z.object({ type: z.literal('episode'), episodeId: id, at, what: z.string() }),
  z.object({ type: z.literal('missed'), at }),
  z.object({ type: z.literal('heartbeat'), at }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;
