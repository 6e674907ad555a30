import { asFailure, type Decision, decision, type ScanMatch, type Span } from '#contracts';
import { publishEvent } from '#database';
import { matchTemplates } from '#speech';
import { loadArtifact } from '../runner/artifacts.js';
import type { Backend } from '../runner/backend.js';
import { decide } from '../runner/episodes.js';
import { clean } from '../stages/clean/stage.js';
import { ingest } from '../stages/ingest/stage.js';
import { apart } from './apart.js';
import { asTemplate } from './bank.js';
import { type EpisodeScan, readScans } from './scan-state.js';

type Scan = Extract<Decision, { kind: 'sound-scan' }>;

const note = ({ database }: Backend, episodeId: string, value: Scan, by: string) =>
  database.decision.create({ data: { episodeId, kind: value.kind, subject: value.subject, value, by } });

const chosen = (scans: readonly EpisodeScan[], ids: readonly string[] | undefined) =>
  scans.filter(({ episodeId }) => !ids || ids.includes(episodeId));

/**
 * Asks workers to look for the show's notification sounds in episodes that were made before they were taught. Nothing
 * about those episodes changes. Scans that were asked for and not done are woken again.
 */
export async function askScans(
  backend: Backend,
  showId: string,
  episodeIds: readonly string[] | undefined,
  by: string,
): Promise<void> {
  for (const { episodeId, soundIds, state } of chosen(await readScans(backend, showId), episodeIds)) {
    if (state !== 'new' && state !== 'scanning') continue;
    if (state === 'new')
      await note(backend, episodeId, { kind: 'sound-scan', subject: 'scan', soundIds, found: null }, by);
    const id = `scan-${episodeId}-${Date.now()}`;
    await backend.queue?.add('cpu', { id, episodeId, stage: 'listen', scan: true });
  }
}

/** Does the scan that was asked for. What fails is told in the log, and the episode can be scanned again. */
export async function scanEpisode(backend: Backend, episodeId: string, signal: AbortSignal): Promise<void> {
  const row = await backend.database.decision.findFirst({
    where: { episodeId, kind: 'sound-scan' },
    orderBy: { id: 'desc' },
  });
  const asked = row && (decision.parse(row.value) as Scan);
  if (!asked || asked.found) return;
  try {
    const found = await lookFor(backend, episodeId, asked.soundIds, signal);
    await note(backend, episodeId, { ...asked, found }, 'scan');
  } catch (error) {
    signal.throwIfAborted();
    backend.log.warn('A scan for sounds failed.', { episodeId, cause: asFailure(error).message });
    await note(backend, episodeId, { ...asked, soundIds: [], found: [] }, 'scan');
  }
  await publishEvent(backend.database, { type: 'sounds-scanned', episodeId, data: {} });
}

/** Where the sounds are heard and no cut is known, decided or not. */
async function lookFor(
  backend: Backend,
  episodeId: string,
  soundIds: readonly string[],
  signal: AbortSignal,
): Promise<ScanMatch[]> {
  const recording = await loadArtifact(backend, episodeId, ingest);
  const edits = await loadArtifact(backend, episodeId, clean);
  if (!recording?.value.audio) return [];
  const sounds = await backend.database.sound.findMany({ where: { id: { in: [...soundIds] } } });
  const pcmPath = await backend.objects.localPath(recording.value.audio.pcm16k);
  const matches = await matchTemplates(pcmPath, sounds.map(asTemplate), { signal });
  return apart(matches)
    .filter((match) => !edits?.value.cuts.some((cut) => covers(cut, match)))
    .map(({ templateId, startMs, endMs, score }) => ({
      soundId: templateId,
      startMs,
      endMs,
      confidence: score,
    }));
}

const covers = (cut: Span, { startMs, endMs }: Span): boolean =>
  Math.min(cut.endMs, endMs) - Math.max(cut.startMs, startMs) > (endMs - startMs) / 2;

/** Puts what scans found into the review of its episodes, as cuts that wait for the host. */
export async function proposeFound(
  backend: Backend,
  showId: string,
  episodeIds: readonly string[] | undefined,
  by: string,
): Promise<void> {
  const sounds = await backend.database.sound.findMany({ where: { showId } });
  const nameOf = new Map(sounds.map(({ id, name }) => [id, name]));
  for (const { episodeId, open } of chosen(await readScans(backend, showId), episodeIds)) {
    if (open.length === 0) continue;
    const proposals = open.map(
      ({ subject, soundId, startMs, endMs, confidence }): Decision => ({
        kind: 'cut-proposed',
        subject,
        startMs,
        endMs,
        confidence,
        reason: `Sounds like “${nameOf.get(soundId)}”, which you taught.`,
      }),
    );
    await decide(backend, episodeId, proposals, by);
  }
}
