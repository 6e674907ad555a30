import type { Span } from '#contracts';
import type { Finding } from './finding.js';

/** What is left of a long pause: breath before the next word, and rest after the last. */
const keptAfterWordMs = 350;
const keptBeforeWordMs = 450;

/**
 * Silences longer than `longestMs` lose their middle; what stays is as long as a natural pause, and holds the
 * breath before the next word. `quiet`: the stretches between words and sounds.
 */
export const shortenPauses = (quiet: readonly Span[], longestMs: number): Finding[] =>
  quiet
    .filter(({ startMs, endMs }) => endMs - startMs > longestMs)
    .map(({ startMs, endMs }) => ({
      kind: 'pause',
      sub: 'long pause',
      action: 'cut',
      reason: `A silence of ${((endMs - startMs) / 1000).toFixed(1)} seconds, shortened.`,
      confidence: 0.9,
      evidence: ['sound'],
      at: { span: { startMs: startMs + keptAfterWordMs, endMs: endMs - keptBeforeWordMs } },
    }));
