import type { Loudness } from '#contracts';
import type { Level } from '#media';

/** EBU R128 figures of the edited audio after a level is applied. */
export type Measure = (level: Level) => Promise<Loudness>;

/** The finished file may be off by 0.5 LU; the encoder and rounding to 0.1 LU take the rest. */
const closeEnoughLu = 0.2;
/** Each try is a pass over the audio. Three suffice for 12 dB of limiting; the last is for stranger sounds. */
const mostTries = 4;
/** More than this lifts room noise to speech level and helps nobody. */
const mostGainDb = 40;
/** A limiter eats about half of each further decibel once it works on speech (measured: 0.45 to 0.55 on speech). */
const firstSlope = 0.5;

/**
 * Finds the gain that brings audio to the target although a limiter holds its peaks.
 * Below the ceiling the gain is the difference and nothing needs measuring again; above, each try learns from the last.
 */
export async function findLevel(
  plain: { loudness: Loudness; samplePeakDb: number | null },
  targetLufs: number,
  ceilingDb: number,
  measure: Measure,
): Promise<Level> {
  const { integratedLufs } = plain.loudness;
  if (integratedLufs === null) return { gainDb: 0, ceilingDb: null };
  const limited = (gainDb: number): Level => ({ gainDb: Math.min(gainDb, mostGainDb), ceilingDb });
  const straight = targetLufs - integratedLufs;
  if ((plain.samplePeakDb ?? 0) + straight < ceilingDb) return { gainDb: straight, ceilingDb: null };

  let before = { gainDb: straight, lufs: Number.NaN };
  let gainDb = straight;
  for (let tries = 0; tries < mostTries && gainDb < mostGainDb; tries++) {
    const lufs = (await measure(limited(gainDb))).integratedLufs ?? targetLufs;
    const missing = targetLufs - lufs;
    if (Math.abs(missing) <= closeEnoughLu) break;
    const learnt = (lufs - before.lufs) / (gainDb - before.gainDb);
    const slope = Number.isFinite(learnt) && learnt > 0.1 ? Math.min(1, learnt) : firstSlope;
    before = { gainDb, lufs };
    gainDb += missing / slope;
  }
  return limited(gainDb);
}
