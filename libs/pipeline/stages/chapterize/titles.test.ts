import { describe, expect, it } from 'vitest';
import type { Sentence } from '#contracts';
import { extractTitles, MAX_TITLE, titleCase } from './titles.js';

const say = (...texts: string[]): Sentence[] =>
  texts.map((text, i) => ({
    id: `s${i}`,
    text,
    startMs: i * 1000,
    endMs: i * 1000 + 900,
    wordStart: 0,
    wordEnd: 1,
    speaker: 'Wes Bos',
    paragraph: 0,
    cue: 0,
    pauseBeforeMs: 0,
    vector: '',
  }));

describe('extractTitles', () => {
  it('takes the subject that the hand-over names', () => {
    const [first, second] = extractTitles([
      say('Welcome to the show.'),
      say('Let us move on to shaping.', 'Flour the table.'),
    ]);
    expect(first!.title).toBe('Introduction');
    expect(second!.title).toBe('Shaping');
  });

  it('else takes what is said in this chapter and in no other', () => {
    const flour = say('Whole rye flour is strong.', 'Rye flour ferments.', 'The oven waits.');
    const oven = say('The oven is dry.', 'Steam the oven, Wes.', 'Steam helps, Wes.', 'Wes likes steam.');
    const [, , named] = extractTitles([say('Hello.'), flour, oven]);
    expect(named!.title).toMatch(/Steam/);
    expect(named!.keywords).not.toContain('Wes');
  });

  it('never gives two chapters one title, and always gives one', () => {
    const titles = extractTitles([
      say('Yes.'),
      say('Yes.'),
      say('Now let us talk about money.'),
      say("Let's talk about money."),
    ]).map(({ title }) => title);
    expect(new Set(titles).size).toBe(4);
    expect(titles.every((title) => title.length > 0 && title.length <= MAX_TITLE)).toBe(true);
  });
});

describe('titleCase', () => {
  it('leaves small words small inside, and capitals as they are', () => {
    expect(titleCase('the history of iOS and the web')).toBe('The History of iOS and the Web');
  });
});
