import type { z } from 'zod';
import type { waveformView } from '#contracts';

/**
 * Fewer peaks for a narrower picture: each is the loudest of its stretch, so that no click is lost.
 * @param peaks one byte every `peakMs`, 0 to 255 of full scale
 * @param points at most so many are given back
 */
export function reducePeaks(
  peaks: Uint8Array,
  peakMs: number,
  points: number,
): Pick<z.infer<typeof waveformView>, 'peakMs' | 'peaks'> {
  const size = Math.max(1, Math.ceil(peaks.length / points));
  const reduced: number[] = [];
  for (let from = 0; from < peaks.length; from += size) {
    let loudest = 0;
    for (let at = from; at < Math.min(from + size, peaks.length); at += 1)
      loudest = Math.max(loudest, peaks[at] ?? 0);
    reduced.push(loudest);
  }
  return { peakMs: peakMs * size, peaks: reduced };
}
