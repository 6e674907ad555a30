import { describe, expect, it } from 'vitest';
import type { Cut, Word } from '#contracts';
import { cutOutcomes } from './outcomes.js';

const words: Word[] = 'Well, you know, it works'.split(' ').map((text, n) => ({
  text,
  startMs: n * 500,
  endMs: n * 500 + 400,
  confidence: 1,
}));
const youKnow: Cut = {
  id: 'a',
  kind: 'filler',
  sub: 'you know',
  action: 'cut',
  state: 'auto',
  reason: 'A phrase between commas.',
  confidence: 0.9,
  evidence: ['text'],
  decidedBy: 'machine',
  startMs: 500,
  endMs: 1400,
  words: { start: 1, end: 3 },
};
const put = (state: Cut['state']): Cut => ({ ...youKnow, id: `host ${state}`, state, decidedBy: 'host' });
const counts = (cuts: Cut[], looked: boolean) =>
  cutOutcomes(cuts, words, looked).map(({ said, accepted, left, rejected }) => [
    said,
    accepted,
    left,
    rejected,
  ]);

describe('what became of cuts', () => {
  it('is counted by sort and wording', () => {
    const cuts = [youKnow, put('rejected'), put('accepted'), put('rejected')];
    expect(cutOutcomes(cuts, words, true)).toEqual([
      { kind: 'filler', sub: 'you know', said: 'you know', accepted: 1, left: 1, rejected: 2 },
    ]);
  });

  it('says nothing of cuts that nobody has looked at', () => {
    expect(counts([youKnow], false)).toEqual([]);
    expect(counts([youKnow], true)).toEqual([['you know', 0, 1, 0]]);
    expect(counts([youKnow, put('rejected')], false)).toEqual([['you know', 0, 1, 1]]);
  });

  it('says nothing of proposals without an answer, nor of cuts by hand', () => {
    expect(counts([{ ...youKnow, state: 'proposed' }], true)).toEqual([]);
    expect(counts([{ ...put('accepted'), evidence: ['host'] }], true)).toEqual([]);
  });

  it('knows no wording for a sound or a whole sentence', () => {
    const { words: _, ...sound } = youKnow;
    expect(counts([sound], true)).toEqual([['', 0, 1, 0]]);
    const long = { ...youKnow, words: { start: 0, end: 6 } };
    expect(counts([long], true)).toEqual([['', 0, 1, 0]]);
  });
});
