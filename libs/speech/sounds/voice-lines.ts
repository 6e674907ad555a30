import type { Span } from '#contracts';
import { overlaps } from './events.js';
import type { PartialTrack } from './partial-tracks.js';

/** A voice: lines that are neighbours in a series over this range of pitch. */
const lowestPitchHz = 75;
const highestPitchHz = 420;
/** Lines that wander more than this are no part of a steady voice. */
const voiceWander = 8;
const voiceReachHz = 900;
const mostNeighbours = 1;

/** True when the track and others beside it are neighbouring harmonics of one pitch. */
export function belongsToVoice(tracks: readonly PartialTrack[], n: number): boolean {
  const track = tracks[n]!;
  const beside = neighboursInTime(tracks, n).filter(
    (other) =>
      other.wander < voiceWander &&
      Math.abs(other.hz - track.hz) < voiceReachHz &&
      commonMs(other, track) > 0.6 * Math.min(120, track.endMs - track.startMs),
  );
  if (beside.length === 0) return false;
  for (let pitch = lowestPitchHz; pitch < highestPitchHz; pitch++) {
    const harmonic = Math.round(track.hz / pitch);
    if (harmonic < 1) continue;
    const exact = track.hz / harmonic;
    const others = new Set(
      beside
        .map(({ hz }) => hz / exact)
        .filter((ratio) => Math.abs(ratio - Math.round(ratio)) * exact < Math.max(6, 0.03 * exact))
        .map(Math.round),
    );
    const has = (step: number) =>
      (others.has(harmonic + step) ? 1 : 0) + (others.has(harmonic - step) ? 1 : 0);
    if (has(1) + has(2) / 2 > mostNeighbours) return true;
  }
  return false;
}

const commonMs = (a: Span, b: Span) => Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);

/** Tracks are in order of start and last at most a few seconds: only those near in the list can overlap. */
const longestTrackMs = 4000;
function neighboursInTime(tracks: readonly PartialTrack[], n: number): PartialTrack[] {
  const { startMs, endMs } = tracks[n]!;
  const near: PartialTrack[] = [];
  for (let m = n - 1; m >= 0 && tracks[m]!.startMs > startMs - longestTrackMs; m--) near.push(tracks[m]!);
  for (let m = n + 1; m < tracks.length && tracks[m]!.startMs < endMs; m++) near.push(tracks[m]!);
  return near.filter((other) => overlaps(other, tracks[n]!));
}
