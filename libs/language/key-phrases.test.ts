import { describe, expect, it } from 'vitest';
import { contentRuns, keyPhrases } from './key-phrases.js';

describe('keyPhrases', () => {
  it('finds what recurs, and prefers the whole phrase to its parts', () => {
    const phrases = keyPhrases([
      'A sourdough starter is alive.',
      'Feed the sourdough starter every day.',
      'The sourdough starter smells of apples.',
      'I like it.',
    ]).map(({ text }) => text.toLowerCase());
    expect(phrases[0]).toBe('sourdough starter');
    expect(phrases).not.toContain('sourdough');
  });

  it('has nothing to say about nothing', () => expect(keyPhrases([])).toEqual([]));
});

describe('contentRuns', () => {
  it('ends a run at function words and punctuation', () => {
    expect(contentRuns('The night train, and a dining car')).toEqual([
      ['night', 'train'],
      ['dining', 'car'],
    ]);
  });
});
