import type { KnownVoice } from '#contracts';
import type { Transaction } from '../runner/backend.js';

/** The voices of a show's people, as they were heard where the host named them. */
export const readVoices = async (tx: Transaction, showId: string): Promise<KnownVoice[]> =>
  (await tx.voice.findMany({ where: { person: { showId } }, ...asKnown })).map(toKnown);

/** See `StageTools.knownVoices`: naming somebody changes no episode that is there already. */
export async function knownVoices(tx: Transaction, place: string): Promise<KnownVoice[]> {
  const { showId, createdAt } = await tx.episode.findUniqueOrThrow({ where: { id: place } });
  const where = { person: { showId }, createdAt: { lte: createdAt }, episodeId: { not: place } };
  return (await tx.voice.findMany({ where, ...asKnown })).map(toKnown);
}

const asKnown = {
  orderBy: { id: 'asc' },
  select: { vector: true, person: { select: { name: true } } },
} as const;

const toKnown = (row: { vector: Uint8Array; person: { name: string } }): KnownVoice => ({
  person: row.person.name,
  vector: Buffer.from(row.vector).toString('base64'),
});
