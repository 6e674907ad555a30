import type { Span } from '#contracts';
import { joined, type Soundscape } from './events.js';
import { levelHopMs, quantile } from './levels.js';
import { voiceFrameMs } from './voice-probability.js';

/** What stands this far above the room is heard; breath, cloth and chairs do so too, but come no nearer to the speech. */
const aboveRoomDb = 12;
const leastPeakDb = -16;
/** Nothing shorter is worth keeping a pause for: a click, a knock on the table. */
const shortestMs = 150;
/** Keys are struck and hands are clapped closer than this. */
const joinMs = 600;
/** More likely a voice than not: then it is speech, which has its own list. */
const voiceFrom = 0.5;

/**
 * Where something loud is no voice: laughter, applause, typing, whatever nobody has a detector for. The room is the whole
 * recording's, as applause is its own floor where it goes on.
 */
export function loudStretches({ levels, floor, voice, speechDb }: Soundscape): Span[] {
  const roomDb = quantile(floor, 0.5);
  const isLoud = (h: number) =>
    levels[h]! > roomDb + aboveRoomDb &&
    (voice[Math.floor((h * levelHopMs) / voiceFrameMs)] ?? 0) < voiceFrom;
  const bursts: Span[] = [];
  let peakDb = -Infinity;
  let start = -1;
  for (let h = 0; h <= levels.length; h++) {
    const on = h < levels.length && isLoud(h);
    if (on && start < 0) [start, peakDb] = [h, -Infinity];
    if (on) peakDb = Math.max(peakDb, levels[h]!);
    if (!on && start >= 0) {
      if (peakDb - speechDb >= leastPeakDb)
        bursts.push({ startMs: start * levelHopMs, endMs: h * levelHopMs });
      start = -1;
    }
  }
  return joined(bursts, joinMs).filter(({ startMs, endMs }) => endMs - startMs > shortestMs);
}
