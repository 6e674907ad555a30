import type { EarlierRecording } from '../define-stage.js';
import { ingest } from '../stages/ingest/stage.js';
import { loadArtifact } from './artifacts.js';
import type { Backend, Transaction } from './backend.js';

/**
 * The id of the show's oldest episode that was handed the same recording: that episode's own id, unless it is a second
 * upload. So a second upload finds everything that was made from the first.
 */
export async function placeInShow(
  tx: Transaction,
  { id, showId, upload }: { id: string; showId: string; upload: unknown },
): Promise<string> {
  const sha256 = (upload as { audio?: { sha256?: string } | null }).audio?.sha256;
  if (!sha256) return id;
  const first = await tx.episode.findFirst({
    where: { showId, upload: { path: ['audio', 'sha256'], equals: sha256 } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  return first?.id ?? id;
}

/** See `StageTools.earlierRecordings`. One whose stored result is gone counts as not read. */
export async function earlierRecordings(
  backend: Backend,
  place: string,
  atMost: number,
): Promise<EarlierRecording[]> {
  const { database, log } = backend;
  const { showId, createdAt } = await database.episode.findUniqueOrThrow({ where: { id: place } });
  const episodes = await database.episode.findMany({
    where: { showId, createdAt: { lt: createdAt }, runs: { some: { stage: ingest.name, state: 'done' } } },
    orderBy: { createdAt: 'desc' },
    take: atMost,
    select: { id: true },
  });
  const found: EarlierRecording[] = [];
  for (const { id } of episodes) {
    const made = await loadArtifact(backend, id, ingest).catch((error: unknown) => {
      log.warn('an earlier recording cannot be compared', { episodeId: id, error: String(error) });
      return null;
    });
    if (made) found.push({ episodeId: id, recording: made.value });
  }
  return found;
}
