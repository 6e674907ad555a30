import type { EpisodeSummary } from '#contracts';

interface Run {
  state: string;
  /** Set on a failed run that is tried again by itself. */
  retryAt: Date | null;
}

/**
 * What an episode's rows amount to. What listeners have outranks what the stages do now: a published episode whose
 * stages run again is still published, and its stages tell the rest.
 * @param latest the newest publication row, if any
 */
export function episodeStatus(
  runs: readonly Run[],
  latest: { withdrawn: boolean } | undefined,
): EpisodeSummary['status'] {
  if (latest) return latest.withdrawn ? 'withdrawn' : 'published';
  if (runs.some(({ state, retryAt }) => state === 'failed' && retryAt === null)) return 'failed';
  return runs.length > 0 && runs.every(({ state }) => state === 'done') ? 'review' : 'processing';
}

/** Part of all stages done, 0 to 1; a running stage counts by its progress. */
export function overallProgress(runs: readonly { state: string; progress: number }[]): number {
  if (runs.length === 0) return 0;
  const parts = runs.map(({ state, progress }) =>
    state === 'done' ? 1 : state === 'running' ? progress : 0,
  );
  return parts.reduce((sum, part) => sum + part, 0) / runs.length;
}
