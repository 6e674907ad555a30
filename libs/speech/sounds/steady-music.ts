import type { Span } from '#contracts';
import { joined, type Soundscape } from './events.js';
import { levelHopMs } from './levels.js';
import type { PartialTrack } from './partial-tracks.js';

/** A note held this long without moving belongs to an instrument. */
const leastNoteFrames = 20;
const mostWander = 1.5;
/** It carries the sound: its line is at most this far under the level of everything. */
const mostBelowDb = 10;
/** A sine of level 0 dB reaches 51 dB in the tracker's window (1024 samples, Hann). */
const windowGainDb = 51;
/** Notes closer than this make one piece; pings lasted up to 1.1 s, the shortest sting 1.95 s (our measurement). */
const joinMs = 300;
const shortestPieceMs = 1500;

/** Music that stands alone, also where the voice detector takes an instrument for a voice. */
export function findSteadyMusic(tracks: readonly PartialTrack[], { levels }: Soundscape): Span[] {
  const notes = tracks.filter((track) => {
    if (track.frames < leastNoteFrames || track.wander > mostWander) return false;
    const under = levels.subarray(
      Math.floor(track.startMs / levelHopMs),
      Math.ceil(track.endMs / levelHopMs),
    );
    const level = under.reduce((sum, value) => sum + value, 0) / under.length;
    return track.meanDb - windowGainDb >= level - mostBelowDb;
  });
  return joined(notes, joinMs).filter(({ startMs, endMs }) => endMs - startMs > shortestPieceMs);
}
