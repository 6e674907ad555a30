import type { Transaction } from '../runner/backend.js';
import { asTemplate, isKnownTo } from './bank.js';
import { type BankedSound, readBank, withFingerprints } from './heard-bank.js';
import { heardIn } from './heard-in.js';
import { heardTemplate } from './heard-template.js';

type Rows = Pick<Transaction, 'sound' | 'heardSound'>;
type Episode = Parameters<typeof isKnownTo>[1];

/** A notification that earlier episodes can be looked through for. */
export interface Sought {
  id: string;
  /** Why a cut of it is proposed, for the host. */
  why: string;
  isKnownTo(episode: Episode): boolean;
}

/** What the host taught, and what was surely a notification in some episode. */
export async function readSought(tx: Rows, showId: string): Promise<Sought[]> {
  const taught = await tx.sound.findMany({ where: { showId, verdict: 'notification' } });
  const heard = (await readBank(tx, showId)).filter(isSure);
  const since = await tx.heardSound.groupBy({
    by: ['soundId'],
    where: { showId, soundId: { in: heard.map(({ id }) => id) } },
    _min: { at: true },
  });
  const firstAt = new Map(since.map(({ soundId, _min }) => [soundId, _min.at]));
  return [
    ...taught.map((row) => ({
      id: row.id,
      why: `Sounds like “${row.name}”, which you taught.`,
      isKnownTo: (episode: Episode) => isKnownTo(row, episode),
    })),
    ...heard.map((sound) => ({
      id: sound.id,
      why: reasonFor(sound),
      isKnownTo: (episode: Episode) =>
        isHeardIn(sound, episode) || firstAt.get(sound.id)! < episode.createdAt,
    })),
  ];
}

const isSure = ({ standing }: BankedSound) => standing === 'accepted' || standing === 'sure';

/** Where it was only proposed it can become surer. */
const isHeardIn = ({ places }: BankedSound, { id }: Episode) =>
  places.some(({ episodeId, standing }) => episodeId === id && standing !== 'unsure');

function reasonFor({ places }: BankedSound): string {
  const sure = places.find(({ standing }) => standing !== 'unsure') ?? places[0]!;
  const words = heardIn(sure);
  return `${words[0]!.toUpperCase()}${words.slice(1)}.`;
}

/** Some of the sounds as they are matched; of those heard before, also where they were. */
export async function templatesOf(tx: Rows, showId: string, soundIds: readonly string[]) {
  const taught = await tx.sound.findMany({ where: { showId, id: { in: [...soundIds] } } });
  const bank = (await readBank(tx, showId)).filter(({ id }) => soundIds.includes(id));
  const heard = await withFingerprints(tx, bank);
  return { templates: [...taught.map(asTemplate), ...heard.map(heardTemplate)], heard };
}
