import { describe, expect, it } from 'vitest';
import { rateExplicit } from './explicit.js';

describe('rateExplicit', () => {
  it('rates by words, and shows them', () => {
    expect(rateExplicit('Well, shit. Shit happens.')).toEqual({ rating: true, words: ['shit'] });
    expect(rateExplicit('We shift the dish and pass the class.')).toEqual({ rating: false, words: [] });
  });
});
