import { z } from 'zod';
import { failureClasses } from '../errors.js';

/** RFC 9457 problem details. `detail` says what happened, `remedy` what to do. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  remedy: z.string(),
  failureClass: z.enum(failureClasses),
  /** Each wrong field, or each unmet rule of the feed. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;

export const serverInfo = z.object({
  version: z.string(),
  publicUrl: z.string(),
  maxUploadBytes: z.number().int(),
  /** null when notes are extracts. */
  languageModel: z.string().nullable(),
});

export const healthView = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});
export type Health = z.infer<typeof healthView>;
