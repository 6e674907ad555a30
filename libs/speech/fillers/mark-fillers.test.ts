import { describe, expect, it } from 'vitest';
import { isHesitation } from './hesitations.js';
import { type CandidateWord, markFillers } from './mark-fillers.js';

const word = (text: string, startMs: number, endMs: number, fillerProbability = 0): CandidateWord => ({
  text,
  startMs,
  endMs,
  fillerProbability,
  confidence: 0.8,
  likeliestFiller: 'uh',
});
const fillers = (words: CandidateWord[], language = 'en') =>
  markFillers(words, language).flatMap(({ kind, text, heard }) => (kind ? [{ text, heard }] : []));

describe('hesitations', () => {
  it('are the words written as such', () => {
    expect(fillers([word('and', 0, 200), word('um,', 250, 450, 0.9)])).toEqual([
      { text: 'um,', heard: undefined },
    ]);
  });

  it('are found where a sound-alike was written, short and before a pause', () => {
    const words = [word('the', 0, 150), word('up,', 160, 320, 0.01), word('freight', 500, 800)];
    expect(fillers(words)).toEqual([{ text: 'uh,', heard: 'up,' }]);
  });

  it('are not made of a sound-alike that runs on into the next word', () => {
    expect(fillers([word('get', 0, 150), word('up', 160, 320, 0.01), word('early', 330, 600)])).toEqual([]);
  });

  it('lean on the word before, and may be written longer where the decoder doubts it', () => {
    const words = [word('moved', 0, 250), word('home', 250, 660, 0.15), word('the', 830, 1000)];
    expect(fillers(words)).toEqual([{ text: 'uh', heard: 'home' }]);
  });

  it('are not made of what begins a phrase after a pause, where anything looks a little like one', () => {
    const words = [word('paper.', 0, 400), word('An', 1600, 1710, 0.04), word('island', 1810, 2200)];
    expect(fillers(words)).toEqual([]);
  });

  it('are not made of a short answer before a pause', () => {
    expect(fillers([word('No,', 0, 250, 0.02), word('thanks', 600, 900)])).toEqual([]);
  });

  it('are not the German word "um"', () => {
    expect(fillers([word('um', 0, 150), word('acht', 200, 400)], 'de')).toEqual([]);
  });
});

it.each(['um', 'Um,', 'Ummm', 'uh…', 'uhm', 'Ähm,', 'euh'])('%s is a hesitation', (text) => {
  expect(isHesitation(text)).toBe(true);
});
it.each(['umbrella', 'her', 'hum', 'ear', 'eh-what', ''])('%s is none', (text) => {
  expect(isHesitation(text)).toBe(false);
});
