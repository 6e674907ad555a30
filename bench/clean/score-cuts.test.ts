import { describe, expect, it } from 'vitest';
import { scoreCuts, type Truth, type WrittenCut } from './score-cuts.js';

const word = (text: string, start: number, kind: Truth['words'][number]['kind'] = 'keep') => ({
  ...{ text, start, end: start + 0.4, kind },
});

/** "Um, the bread" [chime] "sorry, my phone" with a chime under "bread". */
const truth: Truth = {
  duration: 5,
  words: [
    word('Um,', 0, 'filler'),
    word('the', 0.5),
    word('bread', 1),
    word('sorry,', 3, 'notification-talk'),
    word('phone', 3.5, 'notification-talk'),
  ],
  spans: [
    { kind: 'filler', sub: 'um', start: 0, end: 0.4 },
    { kind: 'notification-sound', mode: 'over', start: 1, end: 1.3 },
    { kind: 'notification-sound', mode: 'gap', start: 2, end: 2.5 },
    { kind: 'notification-talk', sub: 'aside', start: 3, end: 3.9 },
  ],
};
const cut = (start: number, end: number, kind: string, action: WrittenCut['action'] = 'cut') => ({
  ...{ start, end, kind, action },
});
const right = [
  cut(0, 0.45, 'filler'),
  cut(1, 1.3, 'notification', 'duck'),
  cut(1.9, 2.6, 'notification'),
  cut(2.9, 4, 'notification'),
];

describe('the score of cuts', () => {
  it('is whole when all that may go went, and a sound over a word was only turned down', () => {
    expect(scoreCuts(truth, right)).toMatchObject({
      ...{ fillerF1: 1, gapRecall: 1, overRecall: 1, talkRecall: 1, notificationPrecision: 1 },
      ...{ damage: 0, edgesInWords: 0, edges: 6 },
    });
  });

  it('has nothing found and nothing lost without cuts', () => {
    expect(scoreCuts(truth, [])).toMatchObject({
      ...{ fillerF1: 0, gapRecall: 0, overRecall: 0, talkRecall: 0, notificationPrecision: null, damage: 0 },
    });
  });

  it('counts a word that went as damage, and the cut that took it as imprecise', () => {
    const { damage, notificationPrecision } = scoreCuts(truth, [cut(0.5, 0.9, 'notification')]);
    expect({ damage, notificationPrecision }).toEqual({ damage: 0.5, notificationPrecision: 0 });
  });

  it('counts an edge inside a word that stays, and none within 20 ms of its own edges', () => {
    expect(scoreCuts(truth, [cut(0, 0.7, 'filler')]).edgesInWords).toBe(1);
    expect(scoreCuts(truth, [cut(0, 0.515, 'filler')]).edgesInWords).toBe(0);
  });
});
