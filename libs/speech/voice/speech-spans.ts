import type { Span } from '#contracts';
import { voiceFrameMs } from '../sounds/voice-probability.js';

/** Hysteresis as silero-vad itself uses it: speech begins at 0.5 and goes on until it stays under 0.35. */
const onsetProbability = 0.5;
const releaseProbability = 0.35;
/** A voice has stopped after this long under the release level: shorter dips are stops inside words. */
const releaseMs = 190;
/** Shorter bursts are clicks. */
const shortestSpeechMs = 100;
/** Quiet consonants at either end stand outside what the detector hears. */
const paddingMs = 200;

/** Turns frame probabilities into padded speech spans, in order, not overlapping, inside the recording. */
export function speechSpans(probabilities: Float32Array, durationMs: number): Span[] {
  const spans: Span[] = [];
  const add = (firstFrame: number, endFrame: number) => {
    if ((endFrame - firstFrame) * voiceFrameMs < shortestSpeechMs) return;
    const startMs = Math.max(0, firstFrame * voiceFrameMs - paddingMs);
    const endMs = Math.min(durationMs, endFrame * voiceFrameMs + paddingMs);
    const last = spans.at(-1);
    if (last && startMs <= last.endMs) last.endMs = endMs;
    else spans.push({ startMs, endMs });
  };
  let onset = -1;
  let quietFrames = 0;
  for (const [frame, probability] of probabilities.entries()) {
    if (onset < 0) {
      if (probability >= onsetProbability) onset = frame;
      quietFrames = 0;
      continue;
    }
    quietFrames = probability < releaseProbability ? quietFrames + 1 : 0;
    if (quietFrames * voiceFrameMs < releaseMs) continue;
    add(onset, frame + 1 - quietFrames);
    onset = -1;
  }
  if (onset >= 0) add(onset, probabilities.length - quietFrames);
  return spans;
}
