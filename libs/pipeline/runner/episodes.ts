import { randomBytes } from 'node:crypto';
import type { Decision, Upload } from '#contracts';
import { learnTerms } from '../glossary/learn-terms.js';
import { noteUser } from '../sweep/object-users.js';
import { type Backend, changeEpisode } from './backend.js';
import { afterReplan, replanIn } from './replan.js';

/** Letters and digits of a name in lower case, joined by hyphens; what is left of a name in another script may be empty. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');

/** Puts a new episode into a show and starts its way. The upload's objects are in the store already. */
export async function addEpisode(
  backend: Backend,
  { showId, upload, filename, title }: { showId: string; upload: Upload; filename: string; title?: string },
): Promise<{ id: string; slug: string }> {
  const wanted = slugOf(title ?? filename.replace(/\.[^.]+$/, '')) || 'episode';
  const taken = await backend.database.episode.findUnique({
    where: { showId_slug: { showId, slug: wanted } },
  });
  const slug = taken ? `${wanted}-${randomBytes(3).toString('hex')}` : wanted;
  await noteUser(backend);
  await learnTerms(backend.database, showId, title);
  const { id } = await backend.database.episode.create({ data: { showId, upload, filename, slug, title } });
  for (const { speaker } of upload.tracks ?? [])
    await addSpeaker(backend, { showId, episodeId: id }, speaker);
  await replanAndWake(backend, id);
  return { id, slug };
}

/** Who has a track is one of the episode's people: in the part that the show knows them in, else a guest. */
async function addSpeaker(
  { database }: Backend,
  { showId, episodeId }: { showId: string; episodeId: string },
  speaker: string,
): Promise<void> {
  const name = speaker.trim();
  const { id: personId, role } = await database.person.upsert({
    where: { showId_name: { showId, name } },
    create: { showId, name, role: 'guest' },
    update: {},
  });
  const isThere = { episodeId_personId: { episodeId, personId } };
  await database.episodePerson.upsert({ where: isThere, create: { episodeId, personId, role }, update: {} });
}

/** Notes what a person decided and runs again what hangs on it. Nothing is overwritten: undo is one more row. */
export async function decide(
  backend: Backend,
  episodeId: string,
  decisions: Decision[],
  by: string,
): Promise<void> {
  const plan = await changeEpisode(backend, episodeId, async (tx) => {
    await tx.decision.createMany({
      data: decisions.map((value) => ({ episodeId, kind: value.kind, subject: value.subject, value, by })),
    });
    return replanIn(tx, backend, episodeId);
  });
  await afterReplan(backend, episodeId, plan);
}

/** Makes failed stages ready again, whatever their class: the host says that the cause is gone. */
export async function retryEpisode(backend: Backend, episodeId: string): Promise<void> {
  const plan = await changeEpisode(backend, episodeId, async (tx) => {
    await tx.stageRun.updateMany({
      where: { episodeId, state: 'failed' },
      data: {
        state: 'ready',
        attempt: 0,
        fence: { increment: 1 },
        readyAt: new Date(),
        retryAt: null,
        failure: null,
        failureClass: null,
        remedy: null,
      },
    });
    return replanIn(tx, backend, episodeId);
  });
  await afterReplan(backend, episodeId, plan);
}

const replanAndWake = async (backend: Backend, episodeId: string) =>
  afterReplan(
    backend,
    episodeId,
    await changeEpisode(backend, episodeId, (tx) => replanIn(tx, backend, episodeId)),
  );

/** Brings the stages in line after the show's, the episode's or the glossary's facts have changed. */
export const replan = replanAndWake;
