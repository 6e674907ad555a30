import { z } from 'zod';
import { language } from '../base.js';
import { glossaryTerm, personPart, slug } from '../episode.js';
import { at, id } from './fields.js';

/** publish: at once; confident: when every confidence is high; wait: for the host. */
export const reviewPolicy = z.enum(['publish', 'confident', 'wait']);
/** Settings of each stage by the stage's name; absent ones have defaults. */
export const showProfile = z.record(z.string(), z.record(z.string(), z.unknown()));

const showFields = z.object({
  title: z.string().trim().min(1).max(255),
  description: z.string().max(4000),
  author: z.string().max(255),
  ownerEmail: z.email().nullable(),
  language,
  /** As Apple lists them. */
  category: z.string().min(1).max(60),
  subcategory: z.string().min(1).max(60).nullable(),
  link: z.url({ protocol: /^https?$/ }).nullable(),
  copyright: z.string().max(255).nullable(),
  explicit: z.boolean(),
  review: reviewPolicy,
  profile: showProfile,
});
export const newShow = showFields.partial().required({ title: true }).extend({ slug: slug.optional() });
export const showPatch = showFields.partial();
export const showView = showFields.extend({
  id,
  slug,
  guid: z.string(),
  feedUrl: z.string(),
  /** Path of the artwork for signed-in people; null without artwork. */
  artworkPath: z.string().nullable(),
  episodes: z.number().int(),
  createdAt: at,
});
export type ShowView = z.infer<typeof showView>;
export const showList = z.object({ shows: z.array(showView) });

export const glossaryEntry = glossaryTerm.extend({ id, origin: z.string() });
export const glossaryList = z.object({ terms: z.array(glossaryEntry) });
export const personEdit = personPart.extend({
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
});
export const personView = personEdit.extend({ id });
export const peopleList = z.object({ people: z.array(personView) });

/** Whose voice a show knows, from how many episodes. */
export const voiceView = z.object({ personId: id, name: z.string(), episodes: z.number().int(), since: at });
export const voiceList = z.object({ voices: z.array(voiceView) });
