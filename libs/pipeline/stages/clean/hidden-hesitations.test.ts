import { describe, expect, it } from 'vitest';
import { hiddenHesitation } from './hidden-hesitations.js';
import { languageOf } from './languages/index.js';
import type { ReadWord } from './reading.js';

interface Said {
  text: string;
  /** The decoder's probability of a hesitation. */
  thought?: number;
  pauseAfterMs?: number;
  isFiller?: boolean;
  lengthMs?: number;
  /** To hesitations elsewhere in the recording. */
  likeness?: number | null;
}

/** How likely the word at `at` is a hesitation; each word lasts 200 ms unless it says otherwise. */
function likely(said: Said[], at: number): number {
  const words = said.map(
    (
      { text, thought = 0.0001, pauseAfterMs = 0, isFiller = false, lengthMs = 200, likeness = null },
      index,
    ): ReadWord => {
      const mark = /[,.]$/.exec(text)?.[0] ?? '';
      return {
        index,
        text,
        norm: text.toLowerCase().replace(mark, ''),
        mark,
        startMs: index * 500,
        endMs: index * 500 + lengthMs,
        pauseAfterMs,
        startsParagraph: false,
        speaker: undefined,
        isFiller,
        heard: undefined,
        confidence: 0.6,
        fillerProbability: thought,
        hesitationLikeness: likeness,
      };
    },
  );
  return hiddenHesitation({ words, timed: true, language: 'en' }, at, languageOf('en'));
}

describe('a hesitation that was written as another word', () => {
  it('is told by what the decoder thought, and by the pause after it', () => {
    const said = (pauseAfterMs: number) => [
      { text: 'they' },
      { text: 'comes' },
      { text: 'into' },
      { text: 'young,', thought: 0.09, pauseAfterMs },
      { text: 'the' },
    ];
    expect(likely(said(250), 3)).toBeGreaterThan(0.6);
    expect(likely(said(0), 3)).toBeLessThan(0.3);
  });

  it('is believed sooner where the recogniser took it for one', () => {
    const said = (isFiller: boolean) => [
      { text: 'has' },
      { text: '15' },
      { text: 'members' },
      { text: 'up', thought: 0.002, pauseAfterMs: 200, isFiller },
      { text: 'and' },
    ];
    expect(likely(said(true), 3)).toBeGreaterThan(0.6);
    expect(likely(said(false), 3)).toBeLessThan(0.5);
  });

  it('is told by how alike it sounds to hesitations elsewhere in the recording', () => {
    const said = (likeness: number) => [
      { text: 'and' },
      { text: 'the', thought: 0.002, pauseAfterMs: 150, likeness },
      { text: 'then' },
    ];
    expect(likely(said(1), 1)).toBeGreaterThan(0.6);
    expect(likely(said(0), 1)).toBeLessThan(0.2);
  });
});

describe('a word that stays', () => {
  it('only begins like a hesitation', () => {
    const said = [{ text: 'an' }, { text: 'umbrella.', thought: 0.1, pauseAfterMs: 390 }, { text: 'You' }];
    expect(likely(said, 1)).toBe(0);
  });

  it('stands before a hesitation that the decoder was waiting for', () => {
    const said = [
      { text: 'first' },
      { text: 'month,', thought: 0.05, pauseAfterMs: 280 },
      { text: 'um,', thought: 0.94, pauseAfterMs: 300, isFiller: true },
      { text: 'then' },
    ];
    expect(likely(said, 1)).toBe(0);
  });

  it('is longer than any hesitation', () => {
    const said = [{ text: 'in' }, { text: 'September', thought: 0.2, pauseAfterMs: 250 }, { text: 'and' }];
    expect(likely(said, 1)).toBe(0);
  });

  it('lasts longer than a hesitation, for all its doubts', () => {
    const said = (lengthMs: number) => [
      { text: 'crazy,' },
      { text: "it's", thought: 0.2, pauseAfterMs: 300, lengthMs },
      { text: 'awful' },
    ];
    expect(likely(said(200), 1)).toBeGreaterThan(0.6);
    expect(likely(said(630), 1)).toBe(0);
  });
});
