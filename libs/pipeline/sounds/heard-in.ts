import type { HeardPlace } from '#contracts';

/** `heard before in “The reverb test” at 12:30`. */
export const heardIn = ({ episodeTitle, startMs }: Pick<HeardPlace, 'episodeTitle' | 'startMs'>): string =>
  `heard before in “${episodeTitle}” at ${clock(startMs)}`;

function clock(ms: number): string {
  const two = (n: number) => String(Math.floor(n) % 60).padStart(2, '0');
  const hours = Math.floor(ms / 3_600_000);
  return hours > 0
    ? `${hours}:${two(ms / 60_000)}:${two(ms / 1000)}`
    : `${two(ms / 60_000)}:${two(ms / 1000)}`;
}
