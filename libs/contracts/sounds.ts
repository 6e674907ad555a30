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
