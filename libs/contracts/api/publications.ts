import { z } from 'zod';
import { ms } from '../base.js';
import { at } from './fields.js';

export const publicationView = z.object({
  id: z.string(),
  withdrawn: z.boolean(),
  /** First published: the feed's pubDate. */
  publishedAt: at,
  at,
  by: z.string(),
  /** null for a withdrawal. */
  title: z.string().nullable(),
  durationMs: ms.nullable(),
  /** Addresses that listeners use; null for a withdrawal or when there is no audio. */
  audioUrl: z.string().nullable(),
  chaptersUrl: z.string().nullable(),
  transcriptUrls: z
    .object({ vtt: z.string(), srt: z.string(), json: z.string(), text: z.string() })
    .nullable(),
});
export type PublicationView = z.infer<typeof publicationView>;
export const publicationList = z.object({ publications: z.array(publicationView) });

/** must: the feed is refused; should: podcast apps do better with it. */
export const preflightFinding = z.object({
  rule: z.string(),
  level: z.enum(['must', 'should']),
  /** Where in the feed or which field. */
  where: z.string(),
  message: z.string(),
  remedy: z.string(),
});
export const preflight = z.object({ conforms: z.boolean(), findings: z.array(preflightFinding) });
export type Preflight = z.infer<typeof preflight>;
export const publishedView = z.object({ publicationId: z.string(), feedUrl: z.string() });
