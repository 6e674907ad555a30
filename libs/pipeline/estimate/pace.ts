/**
 * How fast a run goes, from what was seen of it. Times are `Date.now()` milliseconds; progress is 0 to 1.
 * Only worked time counts: between two looks at most `longestStepMs`, so that a machine that slept learns nothing wrong.
 */
export interface Pace {
  /** What the whole run should take, from earlier ones; null when nothing is known. */
  readonly expectedMs: number | null;
  readonly seenAtMs: number;
  readonly workedMs: number;
  readonly progress: number;
  /** Where measuring began: what a run finds saved from an earlier one is there at once, and says nothing of its speed. */
  readonly from: Mark | null;
  /** The last step forward: between two steps nothing new is known. */
  readonly step: Mark | null;
}

interface Mark {
  workedMs: number;
  progress: number;
}

/** Looks come every heartbeat (2 s); a longer gap means that the process did not run. */
const longestStepMs = 6_000;
/** Opening inputs and finding saved parts takes about a heartbeat. */
const settlingMs = 2_000;
/** From this part of the run on, only what was seen of it counts; before, the expectation counts for the rest. */
const trustedPart = 0.2;

export const startPace = (expectedMs: number | null, nowMs: number): Pace => ({
  expectedMs,
  seenAtMs: nowMs,
  workedMs: 0,
  progress: 0,
  from: null,
  step: null,
});

/** The pace after one more look at the run. Progress that goes back is not believed. */
export function observe(pace: Pace, progress: number, nowMs: number): Pace {
  const workedMs = pace.workedMs + Math.min(Math.max(nowMs - pace.seenAtMs, 0), longestStepMs);
  const now = { workedMs, progress: Math.max(pace.progress, Math.min(progress, 1)) };
  const settled = workedMs >= settlingMs;
  return {
    expectedMs: pace.expectedMs,
    seenAtMs: nowMs,
    ...now,
    from: pace.from ?? (settled ? now : null),
    step: pace.from && now.progress > pace.progress ? now : pace.step,
  };
}

/** Milliseconds of work that the run still needs; null while neither an expectation nor a step forward tells. */
export function remainingMs({ expectedMs, workedMs, progress, from, step }: Pace): number | null {
  const left = 1 - progress;
  // A run that takes longer than expected before its first step forward may well take as long again.
  const expected = expectedMs === null ? null : Math.max(expectedMs, workedMs) * left;
  if (!from || !step) return expected;
  const gained = step.progress - from.progress;
  const seen = ((step.workedMs - from.workedMs) / gained) * left;
  const trust = Math.min(gained / (trustedPart * (1 - from.progress)), 1);
  return expected === null ? seen : trust * seen + (1 - trust) * expected;
}
