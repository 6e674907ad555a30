import { type Decision, decision, type HostWording, type WordingExamples } from '#contracts';
import { loadArtifact } from '../runner/artifacts.js';
import type { Backend, Transaction } from '../runner/backend.js';
import { summarize } from '../stages/summarize/stage.js';
import { examplesOf, limits, wordingOf } from './wording.js';

/** The lesson that a reset forgets. */
const lesson = 'wording';

type Rows = Pick<Transaction, 'decision'>;

/**
 * What the host wrote for an episode, ready to be written with its publication; null when all was left as offered.
 */
export async function readWording(
  backend: Backend,
  episodeId: string,
): Promise<Extract<Decision, { kind: 'wording' }> | null> {
  const { title, description } = await backend.database.episode.findUniqueOrThrow({
    where: { id: episodeId },
  });
  const rows = await backend.database.decision.findMany({
    where: { episodeId, kind: { in: ['title', 'description', 'chapter'] } },
    orderBy: { id: 'asc' },
  });
  const notes = await loadArtifact(backend, episodeId, summarize);
  const wording = wordingOf(
    rows.map(({ value }) => decision.parse(value)),
    { title, description, offered: notes?.value.titleOptions[0] ?? null },
  );
  return wording && { kind: 'wording', subject: 'published', ...wording };
}

/**
 * How the host worded the show's last published episodes.
 * @param before only what was known then: an episode takes what was known when it was handed in
 */
export async function readExamples(tx: Rows, showId: string, before = new Date()): Promise<WordingExamples> {
  const rows = await tx.decision.findMany({
    where: { kind: { in: ['wording', 'lesson'] }, at: { lt: before }, episode: { showId } },
    orderBy: { id: 'desc' },
  });
  const forgotten = new Set(rows.filter(isReset).map(({ episodeId }) => episodeId));
  const latest = new Map<string, HostWording>();
  for (const { kind, episodeId, value } of rows) {
    if (kind !== 'wording' || forgotten.has(episodeId) || latest.has(episodeId)) continue;
    latest.set(episodeId, decision.parse(value) as HostWording & Decision);
  }
  return examplesOf([...latest.values()].slice(0, limits.episodes));
}

const isReset = ({ kind, subject }: { kind: string; subject: string }) =>
  kind === 'lesson' && subject === lesson;

/** Starts anew: what the show's episodes have taught so far is no example any more. */
export async function forgetExamples(
  { database }: Pick<Backend, 'database'>,
  showId: string,
  by: string,
): Promise<void> {
  const taught = await database.decision.findMany({
    where: { kind: 'wording', episode: { showId } },
    distinct: ['episodeId'],
    select: { episodeId: true },
  });
  const value: Decision = { kind: 'lesson', subject: lesson, verdict: 'forgotten' };
  await database.decision.createMany({
    data: taught.map(({ episodeId }) => ({ episodeId, kind: value.kind, subject: lesson, value, by })),
  });
}
