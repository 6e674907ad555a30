import { z } from 'zod';
import { ms } from '../base.js';

export const waveformQuery = z.object({ points: z.coerce.number().int().min(1).max(20_000).default(2000) });
/** `peaks`: loudest sample of each stretch of `peakMs`, 0 to 255 of full scale. */
export const waveformView = z.object({
  durationMs: ms,
  peakMs: z.number(),
  peaks: z.array(z.number().int()),
});
