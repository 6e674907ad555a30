import { z } from 'zod';

/** How the finished audio sounds and is coded. The defaults are what podcast directories ask for. */
export const renderSettings = z.object({
  /** Integrated loudness (EBU R128). −16 LUFS is Apple's podcast requirement. */
  targetLufs: z.number().min(-31).max(-9).default(-16),
  /** Loudness of a mono file when it is to differ; −19 sounds as loud as −16 in stereo on players that play it from both sides. */
  monoLufs: z.number().min(-31).max(-9).nullable().default(null),
  /** True peak of the decoded file is at most this. */
  truePeakDbtp: z.number().min(-9).max(0).default(-1),
  format: z.enum(['mp3', 'm4a', 'opus']).default('mp3'),
  /** null: 96 mono and 128 stereo for MP3, less for the others. */
  bitrateKbps: z.number().int().min(16).max(320).nullable().default(null),
  crossfade: z
    .object({
      shortestMs: z.number().min(2).max(120).default(10),
      longestMs: z.number().min(10).max(500).default(120),
    })
    .prefault({}),
  /** How much a ducked stretch is turned down. */
  duckDb: z.number().min(-60).max(0).default(-18),
  /** Whether a sound's steady lines are filtered out of the words said over it; without, and for sounds that have none, it is turned down. */
  notch: z.boolean().default(true),
  /** How much it is turned down while a word that stays is said over it: enough to notice, not to lose the word. */
  duckUnderWordsDb: z.number().min(-60).max(0).default(-6),
});
export type RenderSettings = z.infer<typeof renderSettings>;
