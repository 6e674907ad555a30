import { useMemo } from 'react';
import type { CutView, PassageView } from '#contracts';
import { sameTime, type TimeMap } from './player.js';
import { keptPeaks, keptSpans, toPublished, toSource } from './timeline.js';

/** One of the two versions of an episode that can be heard, with all that draws and steers it. */
export interface Edition {
  version: 'source' | 'published';
  durationMs: number;
  peaks: readonly number[];
  map: TimeMap;
  /** Drawn on the recording; the cleaned version has neither marks nor cuts. */
  cuts: readonly CutView[];
  passages: readonly PassageView[];
}

interface Parts {
  version: Edition['version'];
  waveform: { durationMs: number; peakMs: number; peaks: readonly number[] };
  cuts: readonly CutView[];
  passages: readonly PassageView[];
}

const noMarks = { cuts: [], passages: [] };

export function useEdition({ version, waveform, cuts, passages }: Parts): Edition {
  return useMemo(() => {
    const { durationMs, peaks, peakMs } = waveform;
    if (version === 'source') return { version, durationMs, peaks, map: sameTime, cuts, passages };
    const kept = keptSpans(cuts, durationMs);
    const last = kept.at(-1);
    return {
      version,
      durationMs: last ? last.publishedStartMs + last.endMs - last.startMs : 0,
      peaks: keptPeaks(peaks, peakMs, kept),
      map: { toAudio: (ms) => toPublished(kept, ms), toSource: (ms) => toSource(kept, ms) },
      ...noMarks,
    };
  }, [version, waveform, cuts, passages]);
}
