import { type Decision, decision, type ScanMatch, type ScanView } from '#contracts';
import type { Backend } from '../runner/backend.js';
import { readSought, type Sought } from './sought.js';

/** What stands about one episode that was made before some notification sound was known. */
export interface EpisodeScan {
  episodeId: string;
  state: ScanView['state'];
  /** The sounds it does not know. */
  soundIds: string[];
  /** What a scan found and is not proposed yet. */
  open: (ScanMatch & { subject: string })[];
}

interface ScannedEpisode {
  id: string;
  createdAt: Date;
  decisions: readonly Decision[];
}

/** Every finished episode that a scan can help, newest first. */
export async function readScans({ database }: Pick<Backend, 'database'>, showId: string) {
  const sounds = await readSought(database, showId);
  const episodes = await database.episode.findMany({
    where: {
      showId,
      OR: [
        { runs: { some: { stage: 'clean', state: 'done' } } },
        { decisions: { some: { kind: 'cut-proposed' } } }, // being cleaned again, with what a scan found
      ],
    },
    orderBy: { createdAt: 'desc' },
    select: {
      id: true,
      createdAt: true,
      decisions: { where: { kind: { in: ['sound-scan', 'cut-proposed'] } }, orderBy: { id: 'asc' } },
    },
  });
  return episodes.flatMap(({ id, createdAt, decisions }) => {
    const values = decisions.map(({ value }) => decision.parse(value));
    return scanOf({ id, createdAt, decisions: values }, sounds) ?? [];
  });
}

/** null when the episode knows every sound. */
export function scanOf(episode: ScannedEpisode, sounds: readonly Sought[]): EpisodeScan | null {
  const soundIds = sounds.filter((sound) => !sound.isKnownTo(episode)).map(({ id }) => id);
  if (soundIds.length === 0) return null;
  const scan = episode.decisions.findLast((value) => value.kind === 'sound-scan');
  const proposed = new Set(
    episode.decisions.flatMap((value) => (value.kind === 'cut-proposed' ? value.subject : [])),
  );
  const found = (scan?.found ?? [])
    .filter(({ soundId }) => soundIds.includes(soundId))
    .map((match) => ({ ...match, subject: `scan-${match.soundId}-${Math.round(match.startMs)}` }));
  const open = found.filter(({ subject }) => !proposed.has(subject));
  const about = { episodeId: episode.id, soundIds, open };
  if (scan?.found === null) return { ...about, state: 'scanning' };
  if (!soundIds.every((id) => scan?.soundIds.includes(id))) return { ...about, state: 'new' };
  if (open.length > 0) return { ...about, state: 'found' };
  return { ...about, state: found.length > 0 ? 'proposed' : 'nothing' };
}
