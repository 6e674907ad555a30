import { z } from 'zod';

/**
 * How a sound is recognised again: text made by `fingerprintOf` of #speech, whose first letters name its format.
 * Nothing else reads into it. Half a second takes about 6 kB.
 */
export const soundFingerprint = z.string().min(1).max(40_000);

/** A sound that is known before an episode is listened to. */
export const soundTemplate = z.object({
  id: z.string().min(1),
  /** As the host calls it. */
  name: z.string().min(1).max(100),
  /** notification: taken out; keep: the show's own, protects what it matches. */
  verdict: z.enum(['notification', 'keep']),
  /** starter: ours, in the product; taught: marked by the host; learned: found in an earlier episode of the show. */
  origin: z.enum(['starter', 'taught', 'learned']),
  fingerprint: soundFingerprint,
  /** Whole length of the sound; the fingerprint may hold less. */
  durationMs: z.number().positive(),
});
export type SoundTemplate = z.infer<typeof soundTemplate>;

/**
 * How surely a sound that nobody marked is a notification. accepted: the host took it out; sure: it was taken out without
 * asking and left so; unsure: it was only proposed; own: the host put it back, so it is the show's.
 */
export const heardStanding = z.enum(['accepted', 'sure', 'unsure', 'own']);
export type HeardStanding = z.infer<typeof heardStanding>;

/** Where an earlier episode of the show has a sound. */
export const heardPlace = z.object({
  /** What the episode was called when it was listened to. */
  episodeTitle: z.string(),
  startMs: z.number().nonnegative(),
  /** Length of that recording. */
  recordingMs: z.number().positive(),
});
export type HeardPlace = z.infer<typeof heardPlace>;

/** A short sound of the show's earlier episodes, which an episode is listened to with. */
export const heardSound = soundTemplate.pick({ id: true, fingerprint: true, durationMs: true }).extend({
  standing: heardStanding,
  /** The newest first. */
  places: z.array(heardPlace).min(1),
});
export type HeardSound = z.infer<typeof heardSound>;
