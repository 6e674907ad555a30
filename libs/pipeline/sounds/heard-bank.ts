import { type HeardSound, heardStanding } from '#contracts';
import type { HeardSoundModel } from '#database';
import type { Backend, Transaction } from '../runner/backend.js';

/** An episode is listened to with so many sounds at most; the search costs a fifth of listening then (our measurement). */
export const mostSounds = 12;
/** Older places are not looked at: a show that rings in every episode leaves this many in a year. */
const readPlaces = 500;
/** A sound's places that say where in a show it comes. */
const mostPlaces = 8;

type Rows = Pick<Transaction, 'heardSound'>;
export type PlaceRow = Omit<HeardSoundModel, 'fingerprint'>;
/** One sound of the bank: its places as they stand, the newest first. */
export interface BankedSound {
  id: string;
  standing: HeardSound['standing'];
  places: PlaceRow[];
}

/**
 * The sounds that a show's episodes left, as they stood before a time, or now: what is written later changes no episode
 * that was there. The surest and most often heard come first.
 */
export async function readBank(tx: Rows, showId: string, before?: Date): Promise<BankedSound[]> {
  const rows = await tx.heardSound.findMany({
    where: { showId, ...(before && { at: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: readPlaces,
    omit: { fingerprint: true },
  });
  const bySound = new Map<string, PlaceRow[]>();
  for (const place of latestOfPlaces(rows))
    bySound.set(place.soundId, [...(bySound.get(place.soundId) ?? []), place]);
  const sounds = [...bySound].flatMap(([id, places]) => bankedSound(id, places) ?? []);
  return sounds.sort(firstOfAll).slice(0, mostSounds);
}

/** The rows that stand, the newest first. @param rows the newest first */
export function latestOfPlaces<Row extends PlaceRow>(rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter(({ soundId, episodeId, episodeTitle, startMs }) => {
    const place = JSON.stringify([soundId, episodeId ?? episodeTitle, startMs]);
    return !seen.has(place) && seen.add(place);
  });
}

/** null when it is nowhere heard any more. The host's latest word about any of its places is about the sound. */
function bankedSound(id: string, all: PlaceRow[]): BankedSound | null {
  if (all.some(({ standing }) => standing === 'forgotten')) return null;
  const places = all.filter(({ standing }) => heardStanding.safeParse(standing).success);
  const told = places.find(({ standing }) => standing === 'accepted' || standing === 'own');
  const sure = places.find(({ standing }) => standing === 'sure');
  const standing = heardStanding.safeParse((told ?? sure ?? places[0])?.standing);
  return standing.data ? { id, standing: standing.data, places } : null;
}

const worth = { accepted: 3, own: 3, sure: 2, unsure: 1 };
const firstOfAll = (a: BankedSound, b: BankedSound): number =>
  worth[b.standing] - worth[a.standing] ||
  b.places.length - a.places.length ||
  Number(b.places[0]!.id - a.places[0]!.id);

/** What an episode is listened to with that was handed in then; with what there is now when no time is given. */
export async function readHeard(tx: Rows, showId: string, before?: Date): Promise<HeardSound[]> {
  const bank = await readBank(tx, showId, before);
  return withFingerprints(tx, bank);
}

export async function withFingerprints(tx: Rows, bank: readonly BankedSound[]): Promise<HeardSound[]> {
  const rows = await tx.heardSound.findMany({
    where: { id: { in: bank.map(({ places }) => clearest(places).id) } },
    select: { soundId: true, fingerprint: true },
  });
  const prints = new Map(rows.map(({ soundId, fingerprint }) => [soundId, fingerprint]));
  return bank.map(({ id, standing, places }) => {
    const { startMs, endMs } = clearest(places);
    return {
      ...{ id, standing, durationMs: endMs - startMs, fingerprint: prints.get(id)! },
      places: places
        .slice(0, mostPlaces)
        .map(({ episodeTitle, startMs, recordingMs }) => ({ episodeTitle, startMs, recordingMs })),
    };
  });
}

/** Where most detectors agreed, most likely nobody speaks; of equal ones the first, so that a later one changes nothing. */
export const clearest = (places: readonly PlaceRow[]): PlaceRow =>
  places.toReversed().reduce((best, place) => (place.confidence > best.confidence ? place : best));

/** Forgets one sound, or all of a show's: episodes from now on are listened to without. */
export async function forgetHeard({ database }: Backend, showId: string, soundId?: string): Promise<void> {
  const rows = await database.heardSound.findMany({ where: { showId, soundId }, orderBy: { id: 'desc' } });
  const standing = latestOfPlaces(rows).filter((place) => heardStanding.safeParse(place.standing).success);
  await database.heardSound.createMany({
    data: standing.map(({ id: _id, at: _at, ...place }) => ({ ...place, standing: 'forgotten' })),
  });
}
