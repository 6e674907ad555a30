import type { Loudness } from '#contracts';

/**
 * What each speaker's voice is brought to before the sum: programme loudness of EBU R128, which leaves speech room for
 * its peaks. The gate of R128 leaves out the time in which somebody only listens.
 */
const targetLufs = -23;
/** A guest far from a microphone is about 25 LU too quiet; what needs more is a room, not a voice. */
const mostGainDb = 24;
/** Under this a track holds no voice that can be levelled: an open microphone in a quiet room. */
const quietestVoiceLufs = -55;
/** Podcast directories ask for a true peak of -1 dBTP at most. */
const ceiling = -1;

/** One gain for a whole track, in dB: voices become alike, and nothing of how somebody speaks changes. */
export function trackGainDb({ integratedLufs }: Loudness): number {
  if (integratedLufs === null || integratedLufs < quietestVoiceLufs) return 0;
  return Math.min(mostGainDb, targetLufs - integratedLufs);
}

/** The peak that the mix may not pass, or null when the peaks of all tracks at one instant would not reach it. */
export function mixCeilingDb(tracks: { gainDb: number; loudness: Loudness }[]): number | null {
  const together = tracks.reduce(
    (sum, { gainDb, loudness }) => sum + 10 ** (((loudness.truePeakDbtp ?? -Infinity) + gainDb) / 20),
    0,
  );
  return together <= 10 ** (ceiling / 20) ? null : ceiling;
}
