import type { Backend } from './backend.js';

/** A worker tells that it lives this often. */
export const heartbeatMs = 2_000;

/** What shows no sign of life for this long belongs to a dead worker: five missed heartbeats. */
export const deadAfterMs = 5 * heartbeatMs;

export interface Life {
  /** Aborted when the worker stops, or when what it does was taken away. */
  signal: AbortSignal;
  /** It was taken away: its result must not be kept. */
  readonly lost: boolean;
  end(): void;
}

/**
 * Beats until ended.
 * @param beat tells the database that the worker lives; gives false when its work was taken away
 */
export function keepAlive(
  backend: Backend,
  work: { episodeId: string; stage: string },
  outer: AbortSignal,
  beat: () => Promise<boolean>,
): Life {
  const taken = new AbortController();
  let lost = false;
  const timer = setInterval(async () => {
    try {
      if (await beat()) return;
      lost = true;
      taken.abort(new Error('This run was taken away.'));
    } catch (error) {
      backend.log.warn('A heartbeat did not reach the database.', { ...work, cause: String(error) });
    }
  }, heartbeatMs);
  return {
    signal: AbortSignal.any([outer, taken.signal]),
    get lost() {
      return lost;
    },
    end: () => clearInterval(timer),
  };
}
