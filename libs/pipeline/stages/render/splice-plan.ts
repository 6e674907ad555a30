import type { KeptSpan } from '../../timeline.js';
import type { Removal } from './boundaries.js';

/** Frame positions in the source at the rate it is cut at. Half-open. */
export interface FrameSpan {
  start: number;
  end: number;
}

export interface SplicePlan {
  channels: number;
  /** What the finished audio is made of, in order. */
  kept: FrameSpan[];
  /** Half the crossfade at each join: `halfFades[i]` lies between `kept[i]` and `kept[i + 1]`. */
  halfFades: number[];
}

/**
 * Turns what goes into what stays, on the grid of samples. A crossfade lies half on kept and half on removed sound on
 * both sides of its join, so the finished audio is exactly as long as what is kept.
 */
export function planSplices(
  removed: Removal[],
  totalFrames: number,
  sampleRate: number,
  channels: number,
): SplicePlan {
  const frames = (ms: number) => Math.min(totalFrames, Math.round((ms * sampleRate) / 1000));
  const kept: FrameSpan[] = [];
  const joins: number[] = [];
  let start = 0;
  for (const { startMs, endMs, halfFadeMs } of removed) {
    const end = frames(startMs);
    if (end > start) kept.push({ start, end });
    if (kept.length > 0) joins[kept.length - 1] = frames(halfFadeMs);
    start = frames(endMs);
  }
  if (start < totalFrames) kept.push({ start, end: totalFrames });
  const halfFades = kept
    .slice(1)
    .map((next, index) => roomFor(joins[index]!, kept[index]!, next, totalFrames));
  return { channels, kept, halfFades };
}

/** Two fades may meet in the middle of a kept span and never cross; nor may one reach past the source's ends. */
function roomFor(half: number, before: FrameSpan, after: FrameSpan, totalFrames: number): number {
  const halfOf = (span: FrameSpan) => Math.floor((span.end - span.start) / 2);
  return Math.max(0, Math.min(half, halfOf(before), halfOf(after), totalFrames - before.end, after.start));
}

/** What is kept, in milliseconds, for everything that derives published time. */
export function keptSpans({ kept }: SplicePlan, sampleRate: number): KeptSpan[] {
  const ms = (frames: number) => (frames * 1000) / sampleRate;
  let published = 0;
  return kept.map(({ start, end }) => {
    const span = { startMs: ms(start), endMs: ms(end), publishedStartMs: ms(published) };
    published += end - start;
    return span;
  });
}
