import { asFailure, type Cut, type Decision, decision, type ScanMatch, type Span } from '#contracts';
import { publishEvent } from '#database';
import { matchTemplates, type TemplateMatch } from '#speech';
import { loadArtifact } from '../runner/artifacts.js';
import type { Backend } from '../runner/backend.js';
import { decide } from '../runner/episodes.js';
import { clean } from '../stages/clean/stage.js';
import { ingest } from '../stages/ingest/stage.js';
import { comesAgain } from '../stages/listen/heard-before.js';
import { listen } from '../stages/listen/stage.js';
import { apart } from './apart.js';
import { type EpisodeScan, readScans } from './scan-state.js';
import { readSought, templatesOf } from './sought.js';

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

/** Where the sounds are heard and no cut is known, decided or not; a proposed one can become surer. */
async function lookFor(
  backend: Backend,
  episodeId: string,
  soundIds: readonly string[],
  signal: AbortSignal,
): Promise<ScanMatch[]> {
  const recording = (await loadArtifact(backend, episodeId, ingest))?.value.audio;
  const sounds = await loadArtifact(backend, episodeId, listen);
  const edits = await loadArtifact(backend, episodeId, clean);
  if (!recording) return [];
  const { showId } = await backend.database.episode.findUniqueOrThrow({ where: { id: episodeId } });
  const { templates, heard } = await templatesOf(backend.database, showId, soundIds);
  const pcmPath = await backend.objects.localPath(recording.pcm16k);
  const matches = await matchTemplates(pcmPath, templates, { signal });
  const before = new Map(heard.map((sound) => [sound.id, sound]));
  const isOfUse = (match: TemplateMatch) => {
    const sound = before.get(match.templateId);
    if (sound && !comesAgain(match, sound, sounds?.value.music ?? [], recording.durationMs)) return false;
    const cut = edits?.value.cuts.find((one) => covers(one, match));
    return !cut || (sound !== undefined && isOpenSound(cut));
  };
  return apart(matches)
    .filter(isOfUse)
    .map(({ templateId, startMs, endMs, score }) => ({
      soundId: templateId,
      startMs,
      endMs,
      confidence: score,
    }));
}

const isOpenSound = ({ kind, state }: Cut) => kind === 'notification' && state === 'proposed';

const covers = (cut: Span, { startMs, endMs }: Span): boolean =>
  Math.min(cut.endMs, endMs) - Math.max(cut.startMs, startMs) > (endMs - startMs) / 2;

/** Puts what scans found into the review of its episodes, as cuts that wait for the host. */
export async function proposeFound(
  backend: Backend,
  showId: string,
  episodeIds: readonly string[] | undefined,
  by: string,
): Promise<void> {
  const sounds = await readSought(backend.database, showId);
  const reasons = new Map(sounds.map(({ id, why }) => [id, why]));
  for (const { episodeId, open } of chosen(await readScans(backend, showId), episodeIds)) {
    if (open.length === 0) continue;
    const proposals = open.map(
      ({ subject, soundId, startMs, endMs, confidence }): Decision => ({
        kind: 'cut-proposed',
        subject,
        startMs,
        endMs,
        confidence,
        reason: reasons.get(soundId) ?? 'Sounds like one that this show knows.',
      }),
    );
    await decide(backend, episodeId, proposals, by);
  }
}
