import { inputFailure, type NewSound, type SoundPatch } from '#contracts';
import type { SoundModel } from '#database';
import { fingerprintOf } from '#speech';
import { loadArtifact } from '../runner/artifacts.js';
import type { Backend } from '../runner/backend.js';
import { replan } from '../runner/episodes.js';
import { ingest } from '../stages/ingest/stage.js';
import { type StoredTemplate, storedTemplate } from './bank.js';

/**
 * Makes a stretch of a recording a sound that the show knows. The episode it was marked in is listened to again;
 * episodes from now on are listened to with it.
 * @throws Failure (input) when the recording is not there yet, or the stretch is not in it or too short
 */
export async function teachSound(
  backend: Backend,
  showId: string,
  { episodeId, startMs, endMs, name, verdict }: NewSound,
): Promise<SoundModel> {
  const recording = await loadArtifact(backend, episodeId, ingest);
  if (!recording?.value.audio)
    throw inputFailure(
      'This episode has no recording to mark a sound in.',
      'Wait until it is ingested, or choose one that was uploaded with its sound.',
    );
  const pcmPath = await backend.objects.localPath(recording.value.audio.pcm16k);
  const print = await fingerprintOf(pcmPath, { startMs, endMs });
  const template: StoredTemplate = { ...print, from: { episodeId, startMs, endMs } };
  const sound = await backend.database.sound.create({
    data: { showId, name, verdict, template, origin: 'taught' },
  });
  await replan(backend, episodeId);
  return sound;
}

/** Renames a sound or turns its verdict. Finished episodes stay as they are until they next run. */
export async function changeSound(backend: Backend, sound: SoundModel, patch: SoundPatch) {
  const changed = await backend.database.sound.update({ where: { id: sound.id }, data: patch });
  await follow(backend, sound);
  return changed;
}

/** Forgets a sound. Finished episodes stay as they are until they next run. */
export async function forgetSound(backend: Backend, sound: SoundModel): Promise<void> {
  await backend.database.sound.delete({ where: { id: sound.id } });
  await follow(backend, sound);
}

/** The episode that a sound was marked in follows at once, and so does what is being made with it. */
async function follow(backend: Backend, { showId, template }: SoundModel): Promise<void> {
  const { from } = storedTemplate.parse(template);
  const underWay = await backend.database.episode.findMany({
    where: { showId, OR: [{ id: from?.episodeId ?? '' }, { runs: { some: { state: { not: 'done' } } } }] },
    select: { id: true },
  });
  for (const { id } of underWay) await replan(backend, id);
}
