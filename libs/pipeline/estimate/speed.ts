/** One finished run: how long it worked on how much recording. */
export interface Measured {
  audioMs: number;
  workMs: number;
}

/** Milliseconds of work for each millisecond of the recording. */
export type Speed = number;

/**
 * The middle of past speeds, each weighed by its recording's length: one slow run, or many short ones that mostly
 * started engines, move it little. @returns null without a past
 */
export function typicalSpeed(past: readonly Measured[]): Speed | null {
  const runs = past
    .filter(({ audioMs }) => audioMs > 0)
    .map(({ audioMs, workMs }) => ({ audioMs, speed: workMs / audioMs }))
    .sort((a, b) => a.speed - b.speed);
  const half = runs.reduce((sum, { audioMs }) => sum + audioMs, 0) / 2;
  let before = 0;
  for (const { audioMs, speed } of runs) {
    before += audioMs;
    if (before >= half) return speed;
  }
  return null;
}
