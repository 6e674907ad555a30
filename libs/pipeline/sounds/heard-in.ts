import type { HeardPlace } from '#contracts';

/** `heard before in “The reverb test” at 12:30`. */
export const heardIn = ({ episodeTitle, startMs }: Pick<HeardPlace, 'episodeTitle' | 'startMs'>): string =>
  `heard before in “${episodeTitle}” at ${clock(startMs)}`;

function clock(ms: number): string {
  const [hours, minutes] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60];
  const seconds = String(Math.floor(ms / 1000) % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}
