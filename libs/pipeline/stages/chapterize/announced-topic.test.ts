import { describe, expect, it } from 'vitest';
import { isStopWord } from '#language';
import { announcedTopic } from './announced-topic.js';

const topic = (sentence: string) => announcedTopic(sentence, (word) => !isStopWord(word));

describe('announcedTopic', () => {
  it.each([
    ['Let us move on to shaping.', 'shaping'],
    ["Alright, let's talk about images.", 'images'],
    ['I want to ask about money.', 'money'],
    ['Now let us turn to the timetable.', 'timetable'],
    ['Next up, we have prioritization of your tasks.', 'prioritization of your tasks'],
    [
      "All right, let's get into some of our lessons learned about sponsors.",
      'lessons learned about sponsors',
    ],
  ])('%s', (sentence, expected) => expect(topic(sentence)).toBe(expected));

  it.each([
    'Let us talk about it.',
    "We'll talk about them partway through the show.",
    'It rained all day.',
    "Let's get into it.",
    '',
  ])('names none: %s', (sentence) => expect(topic(sentence)).toBeNull());
});
