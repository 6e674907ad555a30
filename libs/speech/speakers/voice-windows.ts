import type { Span } from '#contracts';

/** Long enough to know a voice by, short enough to lie within one turn: what CAM++'s authors use. */
const windowMs = 1_500;
const stepMs = 750;
/** Shorter windows say which of the known voices speaks, but not that there is another. */
const tellingMs = 1_000;
/** Less than this says nothing of who speaks. */
const shortestMs = 400;

/** Overlapping stretches of speech, in order, one voice vector each. Shorter speech is one window of its own length. */
export function windowsIn(speech: Span[]): Span[] {
  return speech.flatMap(({ startMs, endMs }) => {
    const length = endMs - startMs;
    if (length < shortestMs) return [];
    if (length <= windowMs) return [{ startMs, endMs }];
    const count = Math.ceil((length - windowMs) / stepMs) + 1;
    return Array.from({ length: count }, (_, i) => {
      const start = Math.min(startMs + i * stepMs, endMs - windowMs);
      return { startMs: start, endMs: start + windowMs };
    });
  });
}

/** Indices of the windows that are long enough to tell voices apart by; where there are none, of all. */
export function fullWindows(windows: Span[]): number[] {
  const all = [...windows.keys()];
  const full = all.filter((i) => windows[i]!.endMs - windows[i]!.startMs >= tellingMs);
  return full.length > 0 ? full : all;
}
