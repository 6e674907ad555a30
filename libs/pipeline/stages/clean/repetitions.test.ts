import { describe, expect, it } from 'vitest';
import { spoken } from '../../test-transcript.js';
import { readTranscript } from './reading.js';
import { findRepetitions } from './repetitions.js';

/** `|` stands for a pause of 200 ms. */
const timed = (text: string) => spoken(text, { pauseMs: 200 });

/** What is left without the words that were said again. */
function left(text: string): string {
  const transcript = timed(text);
  const found = findRepetitions(readTranscript(transcript));
  const gone = (n: number) =>
    found.some(({ at }) => 'words' in at && n >= at.words.start && n < at.words.end);
  return transcript.words
    .filter((_, n) => !gone(n))
    .map((word) => word.text)
    .join(' ');
}

describe('a restart goes', () => {
  it.each([
    [
      'that was heard a little differently',
      'Last sprint, | last spring in a prison',
      'last spring in a prison',
    ],
    ['that was heard as other words', 'and they all must, | and they almost won', 'and they almost won'],
    ['of a number', 'one engineer for 20, | for 22 towers', 'one engineer for 22 towers'],
    ['of words of grammar', 'Too small in, | too small and it slips', 'too small and it slips'],
    ['without any mark', 'It was on the on the radio', 'It was on the radio'],
    ['after a full stop', 'We met. They come. | They come from Genoa', 'We met. They come from Genoa'],
    ['of one word, with a pause', 'On the window on, | on the wrong side', 'On the window on the wrong side'],
    ['of a short content word', 'Same, | same curve', 'same curve'],
    ['of an object clause', 'We think that the rails, | that the rails are', 'We think that the rails are'],
    ['that a comma and a conjunction follow', "It's bold. | | It's bold, and rare", "It's bold, and rare"],
    ['in the middle of a clause', "I don't think that most, | that most do", "I don't think that most do"],
  ])('%s', (_, said, stays) => expect(left(said)).toBe(stays));
});

describe('what is said twice on purpose stays', () => {
  it.each([
    'It is in the words you miss, | you miss the jokes',
    'You breathe low, | you breathe early, and you never breathe',
    'The cat, | the car, and the dog',
    'The cat, | the car and the dog',
    'Some live, | some give up',
    'And then the passengers come. | | Then the passengers come, | all at once',
    'They said thank you, | you just leave',
    'Up and up, | and up and over',
    "It's bold. | | It's bold, it's new",
    'Up, | up and away',
    'It was very, | very, | very good',
    'Long, | long ago he had had a boat',
  ])('%s', (said) => expect(left(said)).toBe(said.replaceAll(' |', '')));
});
