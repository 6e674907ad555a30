import type { KnownVoice } from '#contracts';
import type { Transaction } from '../runner/backend.js';

/** The voices of a show's people, as they were heard where the host named them. */
export const readVoices = async (tx: Transaction, showId: string): Promise<KnownVoice[]> =>
  (await tx.voice.findMany({ where: { person: { showId } }, ...asKnown })).map(toKnown);

/**
 * The voices that an episode is listened to with: those that the show knew when it was handed in, so that naming somebody
 * changes no episode that is there already.
 */
export const knownVoices = async (
  tx: Transaction,
  episode: { id: string; showId: string; createdAt: Date },
): Promise<KnownVoice[]> => {
  const where = {
    person: { showId: episode.showId },
    createdAt: { lte: episode.createdAt },
    episodeId: { not: episode.id },
  };
  return (await tx.voice.findMany({ where, ...asKnown })).map(toKnown);
};

const asKnown = {
  orderBy: { id: 'asc' },
  select: { vector: true, person: { select: { name: true } } },
} as const;

const toKnown = (row: { vector: Uint8Array; person: { name: string } }): KnownVoice => ({
  person: row.person.name,
  vector: Buffer.from(row.vector).toString('base64'),
});
