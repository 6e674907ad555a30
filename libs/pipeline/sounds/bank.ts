import { z } from 'zod';
import { type SoundTemplate, soundTemplate, span } from '#contracts';
import type { SoundModel } from '#database';

/** What a row's `template` holds: the fingerprint, and where it was marked; null when it was handed in. */
export const storedTemplate = soundTemplate
  .pick({ fingerprint: true, durationMs: true })
  .extend({ from: span.extend({ episodeId: z.string() }).nullable() });
export type StoredTemplate = z.infer<typeof storedTemplate>;

type SoundRow = Pick<SoundModel, 'id' | 'name' | 'verdict' | 'origin' | 'template' | 'createdAt'>;

export const asTemplate = ({ id, name, verdict, origin, template }: SoundRow): SoundTemplate => {
  const { fingerprint, durationMs } = storedTemplate.parse(template);
  return soundTemplate.parse({ id, name, verdict, origin, fingerprint, durationMs });
};

/**
 * The sounds that an episode is listened to with: those that the show knew when it was handed in, and those marked in
 * it. What is taught later reaches an earlier episode only by a scan, which proposes and never cuts.
 */
export const knownSounds = (
  rows: readonly SoundRow[],
  episode: { id: string; createdAt: Date },
): SoundTemplate[] => rows.filter((row) => isKnownTo(row, episode)).map(asTemplate);

export const isKnownTo = (
  { createdAt, template }: Pick<SoundRow, 'createdAt' | 'template'>,
  episode: { id: string; createdAt: Date },
): boolean => createdAt <= episode.createdAt || storedTemplate.parse(template).from?.episodeId === episode.id;
