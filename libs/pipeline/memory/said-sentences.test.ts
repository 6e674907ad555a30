import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packSentences, repeatedSpans, saidSentences, unpackSentences } from './said-sentences.js';

const say = (...texts: string[]) =>
  saidSentences(texts.map((text, i) => ({ text, startMs: i * 10_000, endMs: i * 10_000 + 8_000 })));
const intro = 'Welcome to the show where we bake bread every week.';
const sponsor = 'This episode is brought to you by flour that is milled slowly.';

describe('sentences that are said again', () => {
  it('are found word for word, and joined where they follow each other', () => {
    const here = say(intro, sponsor, 'Today we speak about rye and nothing but rye.', sponsor);
    const others = new Map([
      ['one', say('Something else is said at the start of this one.', intro, sponsor)],
      ['two', say(sponsor)],
    ]);
    expect(repeatedSpans(here, others)).toEqual([
      {
        startMs: 0,
        endMs: 18_000,
        seenIn: [
          { episodeId: 'one', startMs: 10_000 },
          { episodeId: 'two', startMs: 0 },
        ],
      },
      {
        startMs: 30_000,
        endMs: 38_000,
        seenIn: [
          { episodeId: 'one', startMs: 20_000 },
          { episodeId: 'two', startMs: 0 },
        ],
      },
    ]);
  });

  it('are none where only small change is said again', () => {
    expect(
      repeatedSpans(say('That is a good question.'), new Map([['one', say('That is a good question.')]])),
    ).toEqual([]);
  });

  it('are packed without loss', () => {
    const sentence = fc.record({
      hash: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      startMs: fc.integer({ min: 0, max: 43_200_000 }),
      endMs: fc.integer({ min: 0, max: 43_200_000 }),
    });
    fc.assert(
      fc.property(fc.array(sentence), (sentences) => {
        expect(unpackSentences(packSentences(sentences))).toEqual(sentences);
      }),
    );
  });
});
