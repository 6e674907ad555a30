import { z } from 'zod';
import { chaptersArtifact } from '../artifacts.js';
import { ms } from '../base.js';
import { outdated } from './fields.js';

export const chapterEdit = z.object({ startMs: ms, title: z.string().trim().min(1).max(120) });
/** Times in source milliseconds; `publishedStartMs` is null until the episode is rendered. */
export const chapterView = z.object({
  id: z.string(),
  startMs: ms,
  publishedStartMs: ms.nullable(),
  title: z.string(),
  titleBy: z.enum(['human', 'llm', 'extractive']),
  keywords: z.array(z.string()),
  summary: z.string().optional(),
});
export type ChapterView = z.infer<typeof chapterView>;
export const chapterList = z.object({
  chapters: z.array(chapterView),
  /** As in the artifact: why the language model did not name some, and what it wrote that did not hold. */
  degraded: chaptersArtifact.shape.degraded,
  dropped: chaptersArtifact.shape.dropped,
  ...outdated,
});
