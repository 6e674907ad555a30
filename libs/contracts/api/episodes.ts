import { z } from 'zod';
import { ms } from '../base.js';
import { personPart, slug } from '../episode.js';
import { at, id, pageInfo, pageQuery } from './fields.js';
import { publicationView } from './publications.js';
import { stageView } from './stages.js';

export const episodeStatus = z.enum(['processing', 'failed', 'review', 'published', 'withdrawn']);

export const episodeQuery = z.object({ showId: id.optional(), ...pageQuery });
export const episodeSummary = z.object({
  id,
  showId: id,
  slug,
  /** The host's title, else the published one, else the file's name. */
  title: z.string(),
  filename: z.string(),
  status: episodeStatus,
  /** Part of all stages done, 0 to 1. */
  progress: z.number(),
  createdAt: at,
  publishedAt: at.nullable(),
});
export type EpisodeSummary = z.infer<typeof episodeSummary>;
export const episodeList = z.object({ episodes: z.array(episodeSummary), ...pageInfo });

export const episodePatch = z
  .object({
    /** null gives the title back to the notes. */
    title: z.string().trim().min(1).max(255).nullable(),
    description: z.string().max(4000).nullable(),
    season: z.number().int().positive().nullable(),
    number: z.number().int().positive().nullable(),
    type: z.enum(['full', 'trailer', 'bonus']),
    explicit: z.boolean().nullable(),
    /** Replaces the list; people new to the show are added to it. */
    people: z.array(personPart).max(100),
  })
  .partial();
export const episodeView = episodeSummary.extend({
  guid: z.string(),
  /** The host's own title; null while the notes' is used. */
  givenTitle: z.string().nullable(),
  /** The host's own description; null while the notes' is used. */
  description: z.string().nullable(),
  season: z.number().int().nullable(),
  number: z.number().int().nullable(),
  type: z.enum(['full', 'trailer', 'bonus']),
  explicit: z.boolean().nullable(),
  people: z.array(personPart),
  hasAudio: z.boolean(),
  /** What the host should know of what was handed in, such as tracks of very different length. */
  notices: z.array(z.string()).default([]),
  /** Of the recording; null until ingest has measured it or without a recording. */
  durationMs: ms.nullable(),
  feedUrl: z.string(),
  stages: z.array(stageView),
  /** Until every stage is done, 0 when all are; null when it cannot be foreseen. */
  etaMs: z.number().nonnegative().nullable(),
  /** What listeners get now; null when nothing is out. */
  publication: publicationView.nullable(),
});
export type EpisodeView = z.infer<typeof episodeView>;
