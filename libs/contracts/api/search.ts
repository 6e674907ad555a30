import { z } from 'zod';
import { ms } from '../base.js';
import { id, pageInfo, pageQuery } from './fields.js';

/** `q`: as in web search: words, "a phrase", or, -without. */
export const searchQuery = z.object({
  q: z.string().trim().min(1).max(300),
  showId: id.optional(),
  episodeId: id.optional(),
  page: pageQuery.page,
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});
export const searchHit = z.object({
  episodeId: id,
  episodeTitle: z.string(),
  showId: id,
  showTitle: z.string(),
  /** Source time. */
  startMs: ms,
  endMs: ms,
  speaker: z.string().nullable(),
  /** The passage's telling part, in pieces; `match` marks the words that were searched for. */
  excerpt: z.array(z.object({ text: z.string(), match: z.boolean() })),
  rank: z.number(),
});
export type SearchHit = z.infer<typeof searchHit>;
export const searchResult = z.object({ hits: z.array(searchHit), ...pageInfo });
