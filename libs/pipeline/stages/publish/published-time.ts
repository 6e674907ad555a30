import type { Rendered } from '#contracts';
import type { ToPublished } from './published-words.js';

/** The map from source to published milliseconds that the finished audio was made by. */
export function publishedTime({
  kept,
  publishedDurationMs,
}: Pick<Rendered, 'kept' | 'publishedDurationMs'>): ToPublished {
  return (sourceMs) => {
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (kept[middle]!.endMs < sourceMs) low = middle + 1;
      else high = middle;
    }
    const span = kept[low];
    if (!span) return publishedDurationMs;
    return Math.min(publishedDurationMs, span.publishedStartMs + Math.max(0, sourceMs - span.startMs));
  };
}
