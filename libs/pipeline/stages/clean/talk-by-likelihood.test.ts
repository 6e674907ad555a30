import { describe, expect, it } from 'vitest';
import { spoken } from '../../test-transcript.js';
import { languageOf } from './languages/index.js';
import { readTranscript } from './reading.js';
import { talkByLikelihood } from './talk-by-likelihood.js';
import { textOf } from './talk-classifier.js';

const likelihoods = new Map([
  ['Bread needs time.', 0.02],
  ['That is my phone.', 0.98],
  ['One moment please.', 0.9],
  ['Is it off?', 0.8],
  ['Leave that for me.', 0.96],
  ['The oven must be hot.', 0.01],
  ['Sorry, that is my phone, the oven must be hot.', 0.8],
  ['Sorry,', 0.9],
  ['that is my phone,', 0.98],
  ['the oven must be hot.', 0.01],
]);

/** What is taken for talk in these words, with a sound from 2 to 2.5 s or none. */
function talkIn(text: string, sounds = [{ startMs: 2000, endMs: 2500 }]): string[] {
  const reading = readTranscript(spoken(text, { wordMs: 290, everyMs: 300 }));
  const rules = languageOf('en').interruption;
  return talkByLikelihood(reading, { rules, likelihoods, sounds }).map((range) => textOf(reading, range));
}

describe('talk by likelihood', () => {
  it('is the likely sentences, and what stands between them', () => {
    expect(talkIn('Bread needs time. That is my phone. The oven must be hot.')).toEqual([
      'That is my phone.',
    ]);
    expect(
      talkIn('Bread needs time. That is my phone. Is it off? One moment please. The oven must be hot.'),
    ).toEqual(['That is my phone. Is it off? One moment please.']);
  });

  it('believes a sentence more when its neighbour is talk', () => {
    expect(talkIn('Bread needs time. Is it off? The oven must be hot.')).toEqual([]);
    expect(talkIn('That is my phone. Is it off? The oven must be hot.')).toEqual([
      'That is my phone. Is it off?',
    ]);
  });

  it('ends with the clause where content begins', () => {
    expect(talkIn('Bread needs time. Sorry, that is my phone, the oven must be hot.')).toEqual([
      'Sorry, that is my phone,',
    ]);
  });

  it('leaves content between two interruptions', () => {
    expect(talkIn('That is my phone. The oven must be hot. One moment please.')).toEqual([
      'That is my phone.',
      'One moment please.',
    ]);
  });

  it('is a line that is hardly doubted, whatever stands around it', () => {
    const around =
      'The oven must be hot. Bread needs time. Leave that for me. The oven must be hot. Bread needs time.';
    expect(talkIn(around, [])).toEqual(['Leave that for me.']);
    expect(talkIn(around, [{ startMs: 2000, endMs: 2500 }])).toEqual(['Leave that for me.']);
  });

  it('is found far from any sound as well', () => {
    expect(talkIn('That is my phone. One moment please.', [])).toEqual([
      'That is my phone. One moment please.',
    ]);
  });
});
