import { type Decision, decision } from '#contracts';
import { loadArtifact } from '../runner/artifacts.js';
import type { Backend, Transaction } from '../runner/backend.js';
import { type Lesson, learn, type Taught } from '../stages/clean/learned.js';
import { clean } from '../stages/clean/stage.js';
import { transcribe } from '../stages/transcribe/stage.js';
import { cutOutcomes } from './outcomes.js';

/** A host's taste changes: only this many episodes, the last that were published, teach. */
const teachingEpisodes = 20;

type Rows = Pick<Transaction, 'decision'>;
type Outcomes = Extract<Decision, { kind: 'outcomes' }>;

/**
 * What a show's published episodes teach about cuts.
 * @param before only what was known then: an episode takes what was known when it was handed in, and never changes by
 * what is decided later
 */
export async function readLessons(tx: Rows, showId: string, before = new Date()): Promise<Lesson[]> {
  return learn((await readTaught(tx, showId, before)).map(({ taught }) => taught));
}

async function readTaught(tx: Rows, showId: string, before: Date) {
  const latest = await tx.decision.findMany({
    where: { kind: 'outcomes', at: { lt: before }, episode: { showId } },
    orderBy: { id: 'desc' },
    distinct: ['episodeId'],
    take: teachingEpisodes,
  });
  const forgotten = await tx.decision.findMany({
    where: {
      kind: 'lesson',
      at: { lt: before },
      episodeId: { in: latest.map(({ episodeId }) => episodeId) },
    },
  });
  return latest.map(({ episodeId, value }) => {
    const gone = forgotten.filter((row) => row.episodeId === episodeId).map(({ subject }) => subject);
    const { cuts } = decision.parse(value) as Outcomes;
    return { episodeId, taught: { outcomes: cuts, forgotten: new Set(gone) } satisfies Taught };
  });
}

/** Unlearns one lesson: the episodes that taught it teach it no more. @returns false when there is no such lesson */
export async function forgetLesson(
  { database }: Pick<Backend, 'database'>,
  showId: string,
  lessonId: string,
  by: string,
): Promise<boolean> {
  const taught = await readTaught(database, showId, new Date());
  if (!learn(taught.map(({ taught }) => taught)).some(({ id }) => id === lessonId)) return false;
  const value: Decision = { kind: 'lesson', subject: lessonId, verdict: 'forgotten' };
  await database.decision.createMany({
    data: taught.map(({ episodeId }) => ({ episodeId, kind: value.kind, subject: lessonId, value, by })),
  });
  return true;
}

/** What has become of an episode's cuts, ready to be written with its publication. */
export async function readOutcomes(
  backend: Backend,
  episodeId: string,
  looked: boolean,
): Promise<Outcomes | null> {
  const edits = await loadArtifact(backend, episodeId, clean);
  const transcript = await loadArtifact(backend, episodeId, transcribe);
  if (!edits || !transcript) return null;
  const cuts = cutOutcomes(edits.value.cuts, transcript.value.words, looked);
  return { kind: 'outcomes', subject: 'published', cuts };
}
