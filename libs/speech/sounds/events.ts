import type { Span } from '#contracts';

/** What the detectors know about the whole recording before they look for events. */
export interface Soundscape {
  /** Level in dB of each 10 ms, one every `levelHopMs`. */
  levels: Float32Array;
  /** Room noise in dB at the same times. */
  floor: Float32Array;
  /** Probability of voice, one every `voiceFrameMs`. */
  voice: Float32Array;
  /** Level of the louder part of the speech in dB. */
  speechDb: number;
}

/** A sound found by one detector. */
export interface FoundSound extends Span {
  /** 0 to 1: how sure this detector alone is. */
  score: number;
  /** The detector's name, as it is shown to the host. */
  by: string;
  /** Another detector denies it at this very place: whatever else is found there, it is only proposed. */
  doubted?: boolean;
}

export const overlaps = (a: Span, b: Span, slackMs = 0) =>
  a.startMs < b.endMs + slackMs && b.startMs < a.endMs + slackMs;

/** Spans in order, those less than `withinMs` apart as one. */
export function joined(spans: readonly Span[], withinMs: number): Span[] {
  const out: Span[] = [];
  for (const { startMs, endMs } of [...spans].sort((a, b) => a.startMs - b.startMs)) {
    const last = out.at(-1);
    if (last && startMs - last.endMs < withinMs) last.endMs = Math.max(last.endMs, endMs);
    else out.push({ startMs, endMs });
  }
  return out;
}
