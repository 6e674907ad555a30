import { z } from 'zod';
import { cutKind, ms, span } from './base.js';
import { heardStanding, soundTemplate } from './sounds.js';

/** What became of cuts of one sort and wording. */
export const cutOutcome = z.object({
  kind: cutKind,
  sub: z.string(),
  /** Their words in lower case, without commas and stops; empty when they take none, or more than make a phrase. */
  said: z.string(),
  /** By the host's own word. */
  accepted: z.number().int().nonnegative(),
  /** Made without asking, and left standing by someone who had looked. */
  left: z.number().int().nonnegative(),
  rejected: z.number().int().nonnegative(),
});
export type CutOutcome = z.infer<typeof cutOutcome>;

/** What clean takes over from what became of earlier cuts of the show. Empty lists: nothing is learned. */
export const learnedCuts = z.object({
  /** Added to the thresholds of one sort of finding. */
  shifts: z.array(z.object({ kind: z.string(), sub: z.string(), auto: z.number(), propose: z.number() })),
  /** Phrases that stay. */
  neverCut: z.array(z.string()),
});
export type LearnedCuts = z.infer<typeof learnedCuts>;

/** A sound as one show hands it to another. */
export const knownSound = soundTemplate.pick({
  name: true,
  verdict: true,
  fingerprint: true,
  durationMs: true,
});
export type KnownSound = z.infer<typeof knownSound>;
/** The file that `--sounds` takes. */
export const soundsFile = z.object({ sounds: z.array(knownSound) });

/** A place where a scan heard a sound of the show, and no cut is yet. */
export const scanMatch = span.extend({ soundId: z.string(), confidence: z.number().min(0).max(1) });
export type ScanMatch = z.infer<typeof scanMatch>;

/** Bodies of the API: the sounds a show knows, and what its cuts have taught. */

const id = z.uuid();
export const soundVerdict = soundTemplate.shape.verdict;
/** A stretch of a recording, in source time, that is one sound. */
export const newSound = z
  .object({
    episodeId: id,
    startMs: ms,
    endMs: ms,
    name: soundTemplate.shape.name,
    verdict: soundVerdict,
  })
  .refine((given) => given.endMs > given.startMs, { path: ['endMs'], message: 'must be after startMs' });
export type NewSound = z.infer<typeof newSound>;
export const soundPatch = z.object({ name: soundTemplate.shape.name, verdict: soundVerdict }).partial();
export type SoundPatch = z.infer<typeof soundPatch>;
export const soundView = z.object({
  id,
  name: z.string(),
  verdict: soundVerdict,
  origin: soundTemplate.shape.origin,
  durationMs: z.number(),
  createdAt: z.iso.datetime(),
  /** Where it was marked, to hear it; null when that episode is gone. */
  from: span.extend({ episodeId: id, episodeTitle: z.string() }).nullable(),
  /** How many episodes have it, and how often, as far as they were made or scanned with it. */
  found: z.object({ episodes: z.number().int(), times: z.number().int() }),
});
export type SoundView = z.infer<typeof soundView>;
export const soundList = z.object({ sounds: z.array(soundView) });

/** A short sound that episodes of the show have and nobody marked. */
export const heardSoundView = z.object({
  id,
  standing: heardStanding,
  durationMs: z.number(),
  /** Where it is, the newest first; the episode is null when it is gone. */
  places: z.array(
    span.extend({ episodeId: id.nullable(), episodeTitle: z.string(), standing: heardStanding }),
  ),
  episodes: z.number().int(),
});
export type HeardSoundView = z.infer<typeof heardSoundView>;
/** Those that the next episode is listened to with. */
export const heardSoundList = z.object({ sounds: z.array(heardSoundView) });
/** What a heard sound is, by the host's word: from then on the show knows it like one that was marked. */
export const heardVerdict = z.object({ verdict: soundVerdict });

/**
 * An episode that was made before some sound was taught. new: not scanned for all of them; scanning; found: cuts can be
 * proposed; proposed: they were; nothing: scanned, and there are none.
 */
export const scanView = z.object({
  episodeId: id,
  title: z.string(),
  published: z.boolean(),
  state: z.enum(['new', 'scanning', 'found', 'proposed', 'nothing']),
  /** How many cuts would be new. */
  matches: z.number().int(),
});
export type ScanView = z.infer<typeof scanView>;
export const scanList = z.object({ episodes: z.array(scanView) });
/** Which episodes; all that a scan can help when absent. */
export const scanRequest = z.object({ episodeIds: z.array(id).max(1000).optional() });

/** What the show's cuts taught: about a sort of finding (`said` is null), or about one phrase. */
export const lessonView = z.object({
  /** `sort:filler:like`, `said:you know`. */
  id: z.string(),
  sub: z.string(),
  said: z.string().nullable(),
  ...cutOutcome.pick({ accepted: true, left: true, rejected: true }).shape,
  /** nothing: too little is known to change anything. */
  effect: z.enum(['nothing', 'never-cut', 'only-proposed', 'cut-less', 'cut-more']),
  /** From which confidence it is cut without asking: by the profile, and now; null for a phrase. Above 1: never. */
  auto: z.object({ usual: z.number(), now: z.number() }).nullable(),
});
export type LessonView = z.infer<typeof lessonView>;
export const lessonList = z.object({ lessons: z.array(lessonView) });

/** What a host wrote themselves for one published episode, beside what had been offered. */
export const hostWording = z.object({
  /** null: the title that was offered stood. */
  title: z.object({ offered: z.string().nullable(), written: z.string() }).nullable(),
  /** Plain text; null when none was written. */
  description: z.string().nullable(),
  chapterTitles: z.array(z.string()),
});
export type HostWording = z.infer<typeof hostWording>;

/** How this host words things: examples for the language model, newest first. */
export const wordingExamples = z.object({
  titles: z.array(z.object({ offered: z.string().nullable(), written: z.string() })),
  descriptions: z.array(z.string()),
  chapterTitles: z.array(z.string()),
});
export type WordingExamples = z.infer<typeof wordingExamples>;
