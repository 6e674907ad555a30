import { describe, expect, it } from 'vitest';
import { rateExplicit } from './explicit.js';
import { spokenLinks } from './links.js';

describe('spokenLinks', () => {
  it('finds addresses as they are said and written, once each', () => {
    expect(
      spokenLinks('Go to sentry.io/syntax, or https://example.com/a?b=c. Again, sentry.io/syntax.'),
    ).toEqual([
      { url: 'https://sentry.io/syntax', text: 'sentry.io/syntax' },
      { url: 'https://example.com/a?b=c', text: 'https://example.com/a?b=c' },
    ]);
  });

  it('takes no file name or sentence end for one', () => {
    expect(spokenLinks('We like index.html. So what? e.g. that. javascript:alert(1)')).toEqual([]);
  });
});

describe('rateExplicit', () => {
  it('rates by words, and shows them', () => {
    expect(rateExplicit('Well, shit. Shit happens.')).toEqual({ rating: true, words: ['shit'] });
    expect(rateExplicit('We shift the dish and pass the class.')).toEqual({ rating: false, words: [] });
  });
});
