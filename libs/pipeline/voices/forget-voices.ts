import { type Decision } from '#contracts';
import { loadArtifact } from '../runner/artifacts.js';
import type { Backend } from '../runner/backend.js';
import { transcribe } from '../stages/transcribe/stage.js';

/**
 * Forgets how people of a show sound. Episodes keep the names they have: where one was found by its voice, that name
 * becomes a decision, since it could not be found again.
 * @param personId all people of the show when left out
 */
export async function forgetVoices(backend: Backend, showId: string, personId?: string): Promise<void> {
  const { database } = backend;
  const where = { person: { showId, ...(personId && { id: personId }) } };
  const voices = await database.voice.findMany({
    where,
    select: { createdAt: true, person: { select: { name: true } } },
  });
  if (voices.length === 0) return;
  const names = new Set(voices.map(({ person }) => person.name));
  const since = new Date(Math.min(...voices.map(({ createdAt }) => createdAt.getTime())));
  const episodes = await database.episode.findMany({
    where: { showId, createdAt: { gte: since } },
    select: { id: true },
  });
  for (const { id } of episodes) await keepNames(backend, id, names);
  await database.voice.deleteMany({ where });
}

async function keepNames(backend: Backend, episodeId: string, names: ReadonlySet<string>): Promise<void> {
  const transcript = await loadArtifact(backend, episodeId, transcribe);
  const found =
    transcript?.value.speakers?.filter(({ recognised }) => recognised && names.has(recognised.person)) ?? [];
  const decisions = found.map(({ id, name }): Decision => ({ kind: 'speaker', subject: id, person: name }));
  await backend.database.decision.createMany({
    data: decisions.map((value) => ({
      episodeId,
      kind: value.kind,
      subject: value.subject,
      value,
      by: 'voice',
    })),
  });
}
