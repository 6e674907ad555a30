import type { Edits, Rendered, Transcript } from '#contracts';
import { timelineFromCuts } from '../../timeline.js';

/** Published time of an episode that is only text: its words' times, less the cuts. */
export function withoutSound(edits: Edits, { words }: Transcript): Rendered {
  const timeline = timelineFromCuts(edits.cuts, words.at(-1)?.endMs ?? 0, words);
  return {
    audio: null,
    publishedDurationMs: timeline.publishedDurationMs,
    kept: [...timeline.kept],
    loudness: null,
    sampleRate: null,
    channels: null,
  };
}
