import { describe, expect, it } from 'vitest';
import { readTranscript, sentences } from './reading.js';
import { chooseByLikelihood } from './talk-by-likelihood.js';
import type { Judged } from './talk-evidence.js';

const text = 'Bread needs time. That is my phone. One moment please. Is it off? It is. The oven must be hot.';
const reading = readTranscript({
  language: 'en',
  engine: { name: 'test', model: 'test' },
  timing: 'measured',
  words: text
    .split(' ')
    .map((word, n) => ({ text: word, startMs: n * 300, endMs: n * 300 + 290, confidence: 1 })),
  paragraphs: [0],
  speech: [],
  corrections: [],
  dropped: [],
});

/** Which of the six sentences are talk, with these likelihoods. */
function chosen(likelihoods: number[], nearSound = true): number[] {
  const judged = sentences(reading).map(
    (range, n): Judged => ({
      ...range,
      score: 0,
      likelihood: likelihoods[n]!,
      names: false,
      acts: false,
      nearSound,
    }),
  );
  return chooseByLikelihood(reading, judged).flatMap((is, n) => (is ? [n] : []));
}

describe('choosing talk by likelihood', () => {
  it('takes likely sentences beside a sound, and none that are not', () => {
    expect(chosen([0.1, 0.99, 0.2, 0.1, 0.1, 0.01])).toEqual([1]);
    expect(chosen([0.1, 0.2, 0.3, 0.2, 0.1, 0.01])).toEqual([]);
  });

  it('believes a sentence more when its neighbour is talk', () => {
    expect(chosen([0.01, 0.01, 0.6, 0.01, 0.01, 0.01])).toEqual([]);
    expect(chosen([0.01, 0.99, 0.6, 0.01, 0.01, 0.01])).toEqual([1, 2]);
  });

  it('leaves content beside talk, however sure the talk is', () => {
    expect(chosen([0.45, 0.99, 0.99, 0.01, 0.01, 0.01])).toEqual([1, 2]);
  });

  it('takes what stands between two sentences of talk, and the answer to a question of it', () => {
    expect(chosen([0.01, 0.99, 0.35, 0.99, 0.01, 0.01])).toEqual([1, 2, 3]);
    expect(chosen([0.01, 0.01, 0.01, 0.99, 0.35, 0.01])).toEqual([3, 4]);
  });

  it('asks for more where no sound is near', () => {
    expect(chosen([0.01, 0.93, 0.01, 0.01, 0.01, 0.01])).toEqual([1]);
    expect(chosen([0.01, 0.93, 0.01, 0.01, 0.01, 0.01], false)).toEqual([]);
    expect(chosen([0.01, 0.99, 0.98, 0.01, 0.01, 0.01], false)).toEqual([1, 2]);
  });
});
