import { publishEvent } from '#database';
import { observe, remainingMs, startPace } from '../estimate/pace.js';
import type { Backend } from './backend.js';
import type { Claim } from './claim.js';

/** Progress for people: more often would only load the database. */
const eventEveryMs = 400;

/** How far a run is, as it was last told, and what it still needs. */
export interface Progress {
  tell(fraction: number, phase: string): void;
  /** Also looks at the clock: called at every heartbeat. */
  now(): { progress: number; phase: string; etaMs: number | null };
  /** Time in which the process ran. */
  workedMs(): number;
}

/** Follows a run, and tells subscribers of its progress. */
export function followProgress(
  backend: Backend,
  { episodeId, stage }: Claim,
  expectedMs: number | null,
): Progress {
  let pace = startPace(expectedMs, Date.now());
  let told = { progress: 0, phase: '' };
  let toldAtMs = 0;
  const look = () => {
    pace = observe(pace, told.progress, Date.now());
    const leftMs = remainingMs(pace);
    return { ...told, etaMs: leftMs === null ? null : Math.round(leftMs) };
  };
  return {
    tell(progress, phase) {
      told = { progress, phase };
      const now = look();
      if (Date.now() - toldAtMs < eventEveryMs) return;
      toldAtMs = Date.now();
      const data = { stage, state: 'running', ...now };
      publishEvent(backend.database, { type: 'progress', episodeId, data }).catch((error) =>
        backend.log.warn('Progress was not told.', { cause: String(error) }),
      );
    },
    now: look,
    workedMs() {
      look();
      return pace.workedMs;
    },
  };
}
