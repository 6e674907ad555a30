import { describe, expect, it } from 'vitest';
import type { Energy } from '../audio/energy.js';
import { type Attempt, bestAttempt, suspicion } from './attempt.js';
import { dropInvented } from './drop-invented.js';

/** Sound in every frame up to `voicedMs`. */
const energy = (durationMs: number, voicedMs = durationMs): Energy => ({
  frames: durationMs / 10,
  db: new Float32Array(durationMs / 10),
  height: new Float32Array(durationMs / 10),
  voiced: new Uint8Array(durationMs / 10).fill(1, 0, voicedMs / 10),
});

const attempt = (text: string, more: Partial<Attempt> = {}, msPerWord = 300): Attempt => ({
  words: text.split(' ').map((word, i) => ({
    text: word,
    startMs: i * msPerWord,
    endMs: (i + 1) * msPerWord,
    confidence: 0.9,
    fillerProbability: 0,
    likeliestFiller: 'um',
  })),
  meanLogProbability: -0.2,
  loopedText: '',
  prompt: '',
  ...more,
});

describe('a text is not believed', () => {
  it.each([
    ['when it loops', attempt('and so on', { loopedText: ' and so on and so on' }), 'repetition loop'],
    ['when it repeats', attempt(Array(12).fill('we are very happy today').join(' ')), 'repetition'],
    [
      'when it is the prompt',
      attempt('Um, uh, so, uh, we', { prompt: 'Um, uh, so, uh, um, like.' }),
      'echoed prompt',
    ],
    ['in another script', attempt('спасибо за просмотр'), 'another language'],
    ['when the decoder guessed', attempt('perhaps this', { meanLogProbability: -1.4 }), 'guessed'],
    ['when a sentence is missing', attempt('only these words', {}, 2000), 'lost speech'],
  ])('%s', (_, { words, ...rest }, why) => {
    const end = words.at(-1)!.endMs;
    expect(suspicion({ words, ...rest }, energy(end), 'en')).toBe(why);
  });

  it('otherwise it is', () => {
    expect(suspicion(attempt('a sentence like any other'), energy(1500), 'en')).toBeNull();
  });
});

it('prefers the attempt that covers the sound over one that lost text', () => {
  const lost = attempt('I am', { meanLogProbability: -0.1 }, 3000);
  const whole = attempt('I am going to tell you all of it now please stay a while here with me', {}, 350);
  expect(bestAttempt([lost, whole], energy(6000), 'en')).toBe(whole);
});

describe('what no sound stands behind is dropped and listed', () => {
  const drop = (given: Attempt, sound: Energy) => dropInvented(given.words, given, sound);

  it('thanks for watching, over a click', () => {
    expect(drop(attempt('Thank you for watching!'), energy(1200, 250))).toMatchObject({
      kept: [],
      dropped: [{ text: 'Thank you for watching!', reason: 'more words than the sound can hold' }],
    });
    expect(drop(attempt('Thank you.', { meanLogProbability: -0.8 }), energy(600)).kept).toEqual([]);
  });

  it('thanks that were said are kept', () => {
    expect(drop(attempt('Thank you.'), energy(600)).kept).toHaveLength(2);
  });

  it('a word in the silence after speech', () => {
    const { kept, dropped } = drop(attempt('this was said not'), energy(1200, 900));
    expect(kept.map(({ text }) => text)).toEqual(['this', 'was', 'said']);
    expect(dropped).toEqual([{ startMs: 900, endMs: 1200, text: 'not', reason: 'no voiced sound' }]);
  });
});
