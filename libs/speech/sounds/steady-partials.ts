import type { Span } from '#contracts';
import { type FoundSound, overlaps } from './events.js';
import type { PartialTrack } from './partial-tracks.js';

/** A chime's line: as long as this, hardly moving, falling, loudest at its start. Constants of cleaning-methods.md B3. */
const leastFrames = 14;
const mostWander = 1;
const leastFallDbPerSecond = 25;
const latestPeak = 0.36;
/** High short lines are consonants and codecs. */
const shortHighHz = 3500;
const highFrames = 20;
/** Lines over this are left out: codecs and synthetic voices (at 4800 Hz) make steady tones there. */
const highestHz = 4600;
/** A voice: lines that are neighbours in a series over this range of pitch. */
const lowestPitchHz = 75;
const highestPitchHz = 420;
/** Lines that wander more than this are no part of a steady voice. */
const voiceWander = 8;
const voiceReachHz = 900;
const mostNeighbours = 1;
/** Lines of one chime begin, and its notes follow, within this. */
const joinMs = 120;
const commonOnsetMs = 30;
/** A voice hides the tail of a line; chimes last at least this. */
const leastSoundMs = 400;

/** Sounds of steady, falling spectral lines that are not the harmonics of a voice: chimes, also under speech. */
export function findSteadyPartials(tracks: readonly PartialTrack[], music: readonly Span[]): FoundSound[] {
  const lines = tracks.filter(
    (track, n) =>
      looksStruck(track) && !belongsToVoice(tracks, n) && !music.some((span) => overlaps(track, span, 100)),
  );
  const groups: PartialTrack[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const endMs = group ? Math.max(...group.map((other) => other.endMs)) : 0;
    if (group && line.startMs < endMs + joinMs) group.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => ({
    startMs: group[0]!.startMs,
    endMs: Math.max(group[0]!.startMs + leastSoundMs, ...group.map((line) => line.endMs)),
    score: scoreOf(group),
    by: 'steady-partials',
  }));
}

/** A line held longer, and lines that begin together, are surer; alone they are never enough to cut without asking. */
const scoreOf = (group: readonly PartialTrack[]) =>
  (group.some(({ frames }) => frames >= highFrames) ? 0.46 : 0.4) +
  Math.min(0.3, 0.1 * (soundingTogether(group) - 1));

const looksStruck = ({ frames, wander, slopeDbPerSecond, peakAt, hz }: PartialTrack) =>
  frames >= leastFrames &&
  wander <= mostWander &&
  slopeDbPerSecond < -leastFallDbPerSecond &&
  peakAt < latestPeak &&
  hz < highestHz &&
  (hz < shortHighHz || frames >= highFrames);

/** The most lines of a group that begin at once. */
const soundingTogether = (group: readonly PartialTrack[]) =>
  Math.max(
    ...group.map(
      ({ startMs }) => group.filter((line) => Math.abs(line.startMs - startMs) < commonOnsetMs).length,
    ),
  );

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
