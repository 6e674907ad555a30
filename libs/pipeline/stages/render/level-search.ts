import type { Loudness } from '#contracts';
import type { Level } from '#media';

/** The finished file may be off by 0.5 LU; the encoder and rounding to 0.1 LU take the rest. */
const closeEnoughLu = 0.2;
/** Each try is a pass over the audio. Three suffice for 12 dB of limiting; the last is for stranger sounds. */
const mostTries = 4;
/** More than this lifts room noise to speech level and helps nobody. */
const mostGainDb = 40;
/** How much louder audio gets for each further decibel once a limiter works on it (measured on speech: 0.45 to 0.55). */
export const assumedSlope = 0.5;

/**
 * Finds the gain that brings audio to the target although a limiter holds its peaks.
 * Below the ceiling the gain is the difference and nothing needs measuring again; above, each try learns from the last.
 * @param plain figures of the audio as it is, with the peak of its samples
 */
export async function findLevel(
  plain: Loudness,
  targetLufs: number,
  ceilingDb: number,
  measure: (level: Level) => Promise<Loudness>,
): Promise<Level> {
  if (plain.integratedLufs === null) return { gainDb: 0, ceilingDb: null };
  const straight = Math.min(targetLufs - plain.integratedLufs, mostGainDb);
  if ((plain.truePeakDbtp ?? 0) + straight < ceilingDb) return { gainDb: straight, ceilingDb: null };

  let gainDb = straight;
  let before: { gainDb: number; lufs: number } | null = null;
  for (let tries = 0; tries < mostTries; tries++) {
    const lufs: number | null = (await measure({ gainDb, ceilingDb })).integratedLufs;
    if (lufs === null || Math.abs(targetLufs - lufs) <= closeEnoughLu) break;
    const learnt = before === null ? assumedSlope : (lufs - before.lufs) / (gainDb - before.gainDb);
    const slope = learnt > 0.1 ? Math.min(1, learnt) : assumedSlope;
    before = { gainDb, lufs };
    gainDb = Math.min(mostGainDb, gainDb + (targetLufs - lufs) / slope);
    if (gainDb === before.gainDb) break;
  }
  return { gainDb, ceilingDb };
}
