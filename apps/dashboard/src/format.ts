const two = (n: number) => String(n).padStart(2, '0');

/** A moment as players show it: `1:02:03` or `2:03`. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(seconds % 60)}`;
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** A moment to a tenth of a second, for editing: `2:03.4`. */
export const preciseClock = (ms: number): string => `${clock(ms)}.${Math.floor((ms % 1000) / 100)}`;

/** A moment to the millisecond, as `readClock` reads it: `2:03.456`. */
export const preciseTime = (ms: number): string =>
  `${clock(ms)}.${String(Math.floor(ms % 1000)).padStart(3, '0')}`;

/** Reads `1:02:03.5`, `2:03` or `63`; null when it is no time. */
export function readClock(text: string): number | null {
  if (!/^\d+(:[0-5]?\d){0,2}([.,]\d{1,3})?$/.test(text.trim())) return null;
  const seconds = text
    .trim()
    .replace(',', '.')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round(seconds * 1000);
}

/** A length in words: `1 h 4 min`, `3 min 20 s`, `0.8 s`. */
export function length(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${Math.floor(minutes / 60)} h`;
}

/** Time still to wait, coarse enough not to flicker. */
export function timeLeft(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 8) return 'a few seconds left';
  if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} s left`;
  if (seconds < 3600) return `about ${Math.ceil(seconds / 60)} min left`;
  return `about ${(seconds / 3600).toFixed(1)} h left`;
}

export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  const power = Math.min(Math.floor(Math.log10(count) / 3), 4);
  const value = count / 1000 ** power;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${['', 'kB', 'MB', 'GB', 'TB'][power]}`;
}

export const percent = (part: number): string => `${Math.round(part * 100)} %`;

const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const momentFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
export const date = (iso: string): string => dateFormat.format(new Date(iso));
export const moment = (iso: string): string => momentFormat.format(new Date(iso));

/** `1 cut`, `2 cuts`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
