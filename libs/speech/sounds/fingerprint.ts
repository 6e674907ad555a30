import { Failure, type Span } from '#contracts';
import { Flattener, flatRate, readFlat } from './flatten.js';
import { measureLevels, quantile } from './levels.js';
import { PcmRecording, sampleRate } from './pcm-recording.js';

/** Only the head of a long sound is kept: it holds the attack, and the tail drowns first under a voice. */
export const longestHeadMs = 600;
/** Clicks are too short to be told from consonants. */
export const shortestSoundMs = 30;
/** The level of the speech is taken from this much on each side. */
const aroundMs = 5000;

/** Format 1: flattened samples at 8 kHz, one signed byte each, the largest 127. */
const format = 'flat8k1.';
const largest = 127;

/**
 * The fingerprint of a sound in a raw 16 kHz mono s16le file, for templates; a few milliseconds of work.
 * Throws an `input` failure when the span is shorter than 30 ms or lies outside the recording.
 */
export async function fingerprintOf(
  pcmPath: string,
  span: Span,
): Promise<{ fingerprint: string; durationMs: number }> {
  const recording = await PcmRecording.open(pcmPath);
  try {
    const endMs = Math.min(span.endMs, (recording.length / sampleRate) * 1000);
    const durationMs = Math.round(endMs - span.startMs);
    if (span.startMs < 0 || !(durationMs >= shortestSoundMs))
      throw new Failure(
        'input',
        `A sound from ${span.startMs} to ${span.endMs} ms is too short or not in the recording.`,
        `Mark at least ${shortestSoundMs} ms of it.`,
      );
    const first = Math.max(0, Math.round(span.startMs - aroundMs));
    const levels = await measureLevels(recording, { startMs: first, endMs: endMs + aroundMs });
    const flattener = Flattener.for(recording, quantile(levels, 0.9));
    const length = Math.round((Math.min(durationMs, longestHeadMs) * flatRate) / 1000);
    const flat = await readFlat(flattener, Math.round((span.startMs * flatRate) / 1000), length);
    return { fingerprint: writeFingerprint(flat), durationMs };
  } finally {
    await recording.close();
  }
}

export function writeFingerprint(flat: Float32Array): string {
  const peak = flat.reduce((most, value) => Math.max(most, Math.abs(value)), Number.MIN_VALUE);
  return (
    format + Buffer.from(Int8Array.from(flat, (value) => (value / peak) * largest).buffer).toString('base64')
  );
}

/** Throws an `input` failure for text that is no fingerprint of ours. */
export function readFingerprint(fingerprint: string): Float32Array {
  if (!fingerprint.startsWith(format))
    throw new Failure('input', 'A sound has a fingerprint that is not known here.', 'Mark the sound again.');
  return Float32Array.from(new Int8Array(Buffer.from(fingerprint.slice(format.length), 'base64')));
}
