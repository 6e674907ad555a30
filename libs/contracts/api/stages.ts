import { z } from 'zod';
import { failureClasses } from '../errors.js';
import { at } from './fields.js';

export const stageView = z.object({
  stage: z.string(),
  state: z.enum(['waiting', 'ready', 'running', 'done', 'failed']),
  /** It has made something, now or in an earlier run; that is shown until a newer run is done. */
  hasMade: z.boolean(),
  /** 0 to 1 within the stage. */
  progress: z.number(),
  /** What is being done now, in words; empty when nothing is. */
  phase: z.string(),
  attempt: z.number().int(),
  /** Which engine did it; null when none or not yet known. */
  engine: z.string().nullable(),
  /** What the whole stage should take, from earlier runs on this installation; null before the recording's length is known. */
  expectedMs: z.number().nonnegative().nullable(),
  /** What a paid engine asks for it, in the currency of `WHISPER_PRICE_PER_MINUTE`; null when nothing is paid. */
  expectedCost: z.number().nonnegative().nullable(),
  /** Until the stage is done, with what it waits for, corrected while running; null when it cannot be foreseen. */
  etaMs: z.number().nonnegative().nullable(),
  failure: z
    .object({
      failureClass: z.enum(failureClasses),
      cause: z.string(),
      remedy: z.string(),
      retryAt: at.nullable(),
    })
    .nullable(),
  startedAt: at.nullable(),
  endedAt: at.nullable(),
});
export type StageView = z.infer<typeof stageView>;
/** In the order in which the pipeline runs. */
export const stageList = z.object({ stages: z.array(stageView) });
