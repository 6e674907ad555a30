import { z } from 'zod';

/** From which confidence a finding is cut without asking, and from which it is shown to the host. */
const thresholds = z.object({ auto: z.number().min(0).max(1.01), propose: z.number().min(0).max(1) });
export type Thresholds = z.infer<typeof thresholds>;

/** What has thresholds of its own. */
export const ruleKinds = ['filler', 'notification', 'talk', 'pause'] as const;
export type RuleKind = (typeof ruleKinds)[number];

export const cleanSettings = z.object({
  /** gentle cuts only what is beyond doubt, standard what an editor would, tight all that can go. */
  profile: z.enum(['gentle', 'standard', 'tight']).default('standard'),
  /** The show's own thresholds over the profile's, for each kind. */
  thresholds: z.partialRecord(z.enum(ruleKinds), thresholds.partial()).default({}),
  /** Words, phrases or kinds of finding (such as `like` or `pause`) that always stay. */
  neverCut: z.array(z.string().min(1).max(100)).default([]),
  /** Which language model is configured: another one judges otherwise. */
  languageModel: z.string().nullable().default(null),
  /** Silences longer than this are shortened; the profile's when absent. */
  longestPauseMs: z.number().min(300).max(60_000).optional(),
});
export type CleanSettings = z.infer<typeof cleanSettings>;

interface Profile {
  thresholds: Record<RuleKind, Thresholds>;
  longestPauseMs: number;
}

export const profiles: Record<CleanSettings['profile'], Profile> = {
  gentle: {
    thresholds: {
      filler: { auto: 0.8, propose: 0.5 },
      notification: { auto: 0.7, propose: 0.4 },
      talk: { auto: 0.85, propose: 0.4 },
      pause: { auto: 0.9, propose: 0.5 },
    },
    longestPauseMs: 3000,
  },
  standard: {
    thresholds: {
      filler: { auto: 0.6, propose: 0.5 },
      notification: { auto: 0.5, propose: 0.45 },
      talk: { auto: 0.6, propose: 0.3 },
      pause: { auto: 0.5, propose: 0.3 },
    },
    longestPauseMs: 1500,
  },
  tight: {
    thresholds: {
      filler: { auto: 0.4, propose: 0.2 },
      notification: { auto: 0.5, propose: 0.2 },
      talk: { auto: 0.6, propose: 0.2 },
      pause: { auto: 0.4, propose: 0.2 },
    },
    longestPauseMs: 900,
  },
};

/** The profile with the show's own values over it. */
export function effective(settings: CleanSettings): Profile {
  const profile = profiles[settings.profile];
  const own = ruleKinds.map((kind) => [kind, { ...profile.thresholds[kind], ...settings.thresholds[kind] }]);
  return {
    thresholds: Object.fromEntries(own) as Profile['thresholds'],
    longestPauseMs: settings.longestPauseMs ?? profile.longestPauseMs,
  };
}
