import { z } from 'zod';
import { episodeType, personPart } from '#contracts';

/** Media types that podcast apps accept for an enclosure (PSP-1, `enclosure`). */
export const enclosureTypes = [
  'audio/mpeg',
  'audio/x-m4a',
  'video/quicktime',
  'video/mp4',
  'video/x-m4v',
] as const;

/** Media types of `podcast:transcript` (Podcast namespace, transcript tag). */
export const transcriptTypes = [
  'text/plain',
  'text/html',
  'text/vtt',
  'application/json',
  'application/x-subrip',
] as const;

/** A show as its feed states it. URLs are absolute and public. */
export const feedShow = z.object({
  title: z.string().min(1),
  /** Plain text or allow-listed HTML; cut to 4000 bytes. */
  description: z.string().min(1),
  link: z.url(),
  feedUrl: z.url(),
  language: z.string(),
  /** From Apple's list: see `appleCategories`. */
  category: z.string(),
  subcategory: z.string().optional(),
  explicit: z.boolean(),
  author: z.string(),
  ownerEmail: z.string().optional(),
  imageUrl: z.url(),
  /** podcast:guid: see `feedGuid`. Never changes. */
  guid: z.uuid(),
  /** The holder's name; the word, the sign and the year are taken out. */
  copyright: z.string().optional(),
  type: z.enum(['episodic', 'serial']).default('episodic'),
  /** `yes` tells other hosts not to import this feed. */
  locked: z.boolean().default(false),
  /** Discloses that a language model or other AI took part in making the show's texts or sound. */
  aiContent: z.boolean().default(true),
  people: z.array(personPart).default([]),
});
export type FeedShow = z.input<typeof feedShow>;

/** One episode as its feed states it. URLs are absolute and public; times are published time. */
export const feedItem = z.object({
  /** Set once, never changed, unique in the feed. */
  guid: z.string().min(1),
  title: z.string().min(1),
  /** HTML; sanitised to the feed's allow-list and cut to 4000 bytes. */
  descriptionHtml: z.string(),
  /** Plain text; stands in when there is no description. */
  summary: z.string(),
  link: z.url(),
  publishedAt: z.date(),
  durationMs: z.number().nonnegative(),
  explicit: z.boolean(),
  season: z.number().int().positive().optional(),
  number: z.number().int().positive().optional(),
  type: episodeType.default('full'),
  /** `bytes` is the exact size that the server will send. */
  audio: z.object({ url: z.url(), bytes: z.number().int().positive(), type: z.enum(enclosureTypes) }),
  chaptersUrl: z.url().optional(),
  transcripts: z.array(
    z.object({ url: z.url(), type: z.enum(transcriptTypes), language: z.string().optional() }),
  ),
  soundbites: z.array(z.object({ startMs: z.number(), durationMs: z.number(), title: z.string() })),
  people: z.array(personPart),
  imageUrl: z.url().optional(),
});
export type FeedItem = z.input<typeof feedItem>;
