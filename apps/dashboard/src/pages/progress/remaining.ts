import type { StageView } from '#contracts';

/** Below this part an estimate swings too much to show. */
const leastProgress = 0.04;

/** Milliseconds that a running stage still needs if it goes on as it did; null while that cannot be known. */
export function remainingMs({ state, progress, startedAt }: StageView, nowMs: number): number | null {
  if (state !== 'running' || !startedAt || progress < leastProgress) return null;
  const spentMs = nowMs - Date.parse(startedAt);
  return (spentMs / progress) * (1 - progress);
}
