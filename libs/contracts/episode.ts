import { z } from 'zod';
import { language, objectRef } from './base.js';
import { cutOutcome, hostWording, scanMatch } from './learning.js';

/** Lower-case ASCII letters, digits and hyphens: safe in every podcast app's URL handling. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);

export const personPart = z.object({
  name: z.string().min(1).max(128),
  role: z.enum(['host', 'guest', 'cast']),
});

/** What podcast apps tell apart: an episode, a foretaste of the show, or something beside it. */
export const episodeType = z.enum(['full', 'trailer', 'bonus']);

/** What the stages may know about the show. */
export const showFacts = z.object({
  slug,
  title: z.string(),
  description: z.string(),
  author: z.string(),
  language,
  /** Square JPEG, 1400 to 3000 pixels. */
  artwork: objectRef.nullable(),
  explicit: z.boolean(),
});
export type ShowFacts = z.infer<typeof showFacts>;

/** What the stages may know about the episode; all of it is the host's word, none is derived. */
export const episodeFacts = z.object({
  slug,
  /** null until the host gives one: then the notes' first title option is used. */
  title: z.string().nullable(),
  /** null until the host writes one. */
  description: z.string().nullable(),
  people: z.array(personPart),
  season: z.number().int().positive().nullable(),
  number: z.number().int().positive().nullable(),
  type: episodeType,
  explicit: z.boolean().nullable(),
});
export type EpisodeFacts = z.infer<typeof episodeFacts>;

/** An episode of the same show that listeners already have. */
export const earlierEpisode = z.object({ title: z.string(), summary: z.string() });
export type EarlierEpisode = z.infer<typeof earlierEpisode>;

/** How a person of the show sounds, as heard in one episode: a vector like those of `speaker`. */
export const knownVoice = z.object({ person: z.string(), vector: z.string() });
export type KnownVoice = z.infer<typeof knownVoice>;

export const glossaryTerm = z.object({
  term: z.string().min(1).max(100),
  soundsLike: z.array(z.string()).default([]),
  /** What the host heard rightly although it sounds like the term: it is left as it is. */
  never: z.array(z.string()).optional(),
  note: z.string().optional(),
  /** Found in titles, notes and names rather than given by the host: believed only where a rare word was heard. */
  learned: z.literal(true).optional(),
});
export type GlossaryTerm = z.infer<typeof glossaryTerm>;

/** The file that `--glossary` takes. */
export const glossaryFile = z.object({ show: z.string().optional(), terms: z.array(glossaryTerm) });

/** What a person decided about one thing. Later rows for the same `subject` replace earlier ones. */
export const decision = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('cut'),
    subject: z.string(),
    verdict: z.enum(['accepted', 'rejected', 'restored']),
  }),
  z.object({
    /** What had become of the episode's cuts when it was published: later episodes learn from it. */
    kind: z.literal('outcomes'),
    subject: z.literal('published'),
    cuts: z.array(cutOutcome),
  }),
  hostWording.extend({
    /** What the host had written themselves when it was published: later notes follow the manner. */
    kind: z.literal('wording'),
    subject: z.literal('published'),
  }),
  z.object({
    /** The outcomes of this episode teach nothing about one lesson any more. */
    kind: z.literal('lesson'),
    subject: z.string(),
    verdict: z.literal('forgotten'),
  }),
  z.object({
    /** The host asked to look for these sounds here; `found` is null until that is done. */
    kind: z.literal('sound-scan'),
    subject: z.literal('scan'),
    soundIds: z.array(z.string()),
    found: z.array(scanMatch).nullable(),
  }),
  z.object({
    /** A sound that a scan heard: a cut for the host to decide. */
    kind: z.literal('cut-proposed'),
    subject: z.string(),
    startMs: z.number().nonnegative(),
    endMs: z.number().nonnegative(),
    reason: z.string().max(200),
    confidence: z.number().min(0).max(1),
  }),
  z.object({
    kind: z.literal('cut-made'),
    subject: z.string(),
    startMs: z.number().nonnegative(),
    endMs: z.number().nonnegative(),
    reason: z.string().max(200),
  }),
  z.object({
    kind: z.literal('chapter'),
    subject: z.string(),
    /** null takes the chapter out. */
    chapter: z.object({ startMs: z.number().nonnegative(), title: z.string().min(1).max(120) }).nullable(),
  }),
  z.object({
    kind: z.literal('correction'),
    subject: z.string(),
    verdict: z.enum(['accepted', 'rejected', 'restored']),
  }),
  z.object({
    kind: z.literal('speaker'),
    /** `id` of a speaker of the transcript. */
    subject: z.string(),
    /** null: nobody, also where the voice is like one that the show knows. */
    person: z.string().min(1).max(128).nullable(),
  }),
  z.object({ kind: z.literal('title'), subject: z.string(), text: z.string().max(255) }),
  z.object({ kind: z.literal('description'), subject: z.string(), text: z.string().max(4000) }),
]);
export type Decision = z.infer<typeof decision>;
export type DecisionKind = Decision['kind'];
