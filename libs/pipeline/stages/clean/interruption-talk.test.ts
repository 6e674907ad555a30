import { describe, expect, it } from 'vitest';
import { spoken } from '../../test-transcript.js';
import { findInterruptionTalk } from './interruption-talk.js';
import { readTranscript, sentences } from './reading.js';
import { textOf } from './talk-classifier.js';

const text =
  'Bread needs time. Forgive me for that. My phone was meant to be on airplane mode. The oven must be hot.';
const reading = readTranscript(spoken(text, { wordMs: 290, everyMs: 300 }));

/** The words that are taken and how sure that is, when the four sentences are this likely and no sound is near. */
function found(likelihoods: number[]) {
  const weighed = new Map(sentences(reading).map((range, n) => [textOf(reading, range), likelihoods[n]!]));
  return findInterruptionTalk(reading, [], weighed).map(({ at, confidence }) => ({ at, confidence }));
}

describe('talk about an interruption with no sound near it', () => {
  const [, forgive, phone] = sentences(reading);

  it('is taken when two sentences in a row say it, one beyond doubt and one that names the noise', () => {
    expect(found([0.01, 0.98, 0.97, 0.01])).toEqual([
      { at: { words: { start: forgive!.start, end: phone!.end } }, confidence: 0.65 },
    ]);
  });

  it('is only proposed when one sentence says it', () => {
    expect(found([0.01, 0.01, 0.99, 0.01])).toEqual([
      { at: { words: { start: phone!.start, end: phone!.end } }, confidence: 0.45 },
    ]);
  });
});
