import type { ShowView } from '#contracts';

type Profile = ShowView['profile'];

/** One setting of one stage in a show's profile; the stage's own default stands while it is absent. */
export const readSetting = (profile: Profile, stage: string, name: string): unknown => profile[stage]?.[name];

/** The profile with some settings of one stage changed; `undefined` gives a setting back to its default. */
export function withSettings(profile: Profile, stage: string, changes: Record<string, unknown>): Profile {
  const merged = { ...profile[stage], ...changes };
  const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
  return { ...profile, [stage]: kept };
}
