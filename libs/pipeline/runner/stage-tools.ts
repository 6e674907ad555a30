import type { StageTools } from '../define-stage.js';
import { knownVoices } from '../voices/known-voices.js';
import type { Backend } from './backend.js';
import { earlierRecordings } from './earlier-recordings.js';
import type { Engines } from './engines.js';

/** The tools that every run and every help of a stage has; it tells no progress and calls no helpers unless given how. */
export const makeTools = (
  backend: Backend,
  engines: Engines,
  { episodeId, stage }: { episodeId: string; stage: string },
  own: Pick<StageTools, 'scratch' | 'signal' | 'partials'> & Partial<StageTools>,
): StageTools => ({
  log: {
    info: (message, facts) => backend.log.info(message, { stage, episodeId, ...facts }),
    warn: (message, facts) => backend.log.warn(message, { stage, episodeId, ...facts }),
  },
  objects: backend.objects,
  ...engines,
  progress: () => undefined,
  callHelpers: async () => undefined,
  earlierRecordings: (place, atMost) => earlierRecordings(backend, place, atMost),
  knownVoices: (place) => knownVoices(backend.database, place),
  ...own,
});
