import type { Loudness } from '#contracts';
import type { Level } from '#media';

/** More than this lifts room noise to speech level and helps nobody. */
const mostGainDb = 40;
/** How much louder audio gets for each further decibel once a limiter works on it (measured on speech: 0.45 to 0.55). */
const assumedSlope = 0.5;
/** Below this a learnt slope is an accident of rounding, and would ask for absurd gains. */
const leastSlope = 0.1;

/** A level, and the loudness of what came out at it. */
export interface Tried {
  level: Level;
  lufs: number;
}

/** The level to begin with, from the recording's own figures: right at once where no limiter is needed and little is cut. */
export function firstLevel(source: Loudness, targetLufs: number, ceilingDb: number): Level {
  if (source.integratedLufs === null) return { gainDb: 0, ceilingDb: null };
  const gainDb = Math.min(targetLufs - source.integratedLufs, mostGainDb);
  return { gainDb, ceilingDb: (source.truePeakDbtp ?? 0) + gainDb < ceilingDb ? null : ceilingDb };
}

/**
 * The level to try next: it learns from what has come out how much a decibel brings.
 * @param tried at least one try, the latest last
 * @param ceilingDb where a limiter holds the peaks if one is needed now
 */
export function nextLevel(
  tried: Tried[],
  source: Loudness,
  targetLufs: number,
  ceilingDb: number,
  limited: boolean,
): Level {
  const { level, lufs } = tried.at(-1)!;
  const gainDb = Math.min(mostGainDb, level.gainDb + (targetLufs - lufs) / slopeOf(tried));
  const needsLimiter =
    limited || level.ceilingDb !== null || (source.truePeakDbtp ?? 0) + gainDb >= ceilingDb;
  return { gainDb, ceilingDb: needsLimiter ? ceilingDb : null };
}

function slopeOf(tried: Tried[]): number {
  const [before, last] = [tried.at(-2), tried.at(-1)!];
  if (last.level.ceilingDb === null) return 1;
  const step = before ? last.level.gainDb - before.level.gainDb : 0;
  if (!before || before.level.ceilingDb === null || Math.abs(step) < 0.1) return assumedSlope;
  const learnt = (last.lufs - before.lufs) / step;
  return learnt > leastSlope ? Math.min(1, learnt) : assumedSlope;
}
