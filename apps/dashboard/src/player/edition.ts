import { useMemo } from 'react';
import type { CutView } from '#contracts';
import { sameTime, type TimeMap } from './player.js';
import { keptPeaks, keptSpans, toPublished, toSource } from './timeline.js';

/** One of the two versions of an episode that can be heard, with all that draws and steers it. */
export interface Edition {
  version: 'source' | 'published';
  durationMs: number;
  peaks: readonly number[];
  map: TimeMap;
  cuts: readonly CutView[];
}

interface Parts {
  version: Edition['version'];
  waveform: { durationMs: number; peakMs: number; peaks: readonly number[] };
  cuts: readonly CutView[];
}

const noCuts: readonly CutView[] = [];

export function useEdition({ version, waveform, cuts }: Parts): Edition {
  return useMemo(() => {
    const { durationMs, peaks, peakMs } = waveform;
    if (version === 'source') return { version, durationMs, peaks, map: sameTime, cuts };
    const kept = keptSpans(cuts, durationMs);
    const last = kept.at(-1);
    return {
      version,
      durationMs: last ? last.publishedStartMs + last.endMs - last.startMs : 0,
      peaks: keptPeaks(peaks, peakMs, kept),
      map: { toAudio: (ms) => toPublished(kept, ms), toSource: (ms) => toSource(kept, ms) },
      cuts: noCuts,
    };
  }, [version, waveform, cuts]);
}
