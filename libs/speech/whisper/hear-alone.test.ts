import { expect, it } from 'vitest';
import type { CandidateWord } from '../fillers/mark-fillers.js';
import type { EncodedSound } from './graphs.js';
import { hearDoubtsAlone } from './hear-alone.js';

const word = (text: string, startMs: number, endMs: number): CandidateWord => ({
  text,
  startMs,
  endMs,
  fillerProbability: 0,
  confidence: 0.9,
  likeliestFiller: 'uh',
});
const samples = new Float32Array(16_000 * 3);

/** Probabilities after words were heard again, by an engine that gives these; and how long the sounds were. */
async function heardAgain(words: CandidateWord[], filler: number, written: number) {
  const sounds: number[] = [];
  const graphs = {
    encode: async (sound: Float32Array) => {
      sounds.push(sound.length / 16);
      return {} as EncodedSound;
    },
  };
  const heard = await hearDoubtsAlone(words, samples, 'en', graphs, async () => ({ filler, written }));
  return { sounds, probabilities: heard.map(({ fillerProbability }) => fillerProbability) };
}

const alone = [word('knows,', 0, 400), word('but', 750, 850), word('the', 950, 1100)];

it('hears a very short "but" between pauses again, with nothing but its own sound', async () => {
  expect(await heardAgain(alone, 0.3, 0.02)).toEqual({ sounds: [620], probabilities: [0, 0.3, 0] });
});

it('leaves it when the word itself is likely enough', async () => {
  expect((await heardAgain(alone, 0.3, 0.4)).probabilities).toEqual([0, 0, 0]);
  expect((await heardAgain(alone, 0.05, 0.02)).probabilities).toEqual([0, 0, 0]);
});

it('asks nothing of a word that is part of a phrase, or long enough to be one', async () => {
  expect((await heardAgain([word('but', 300, 400), word('the', 410, 500)], 1, 0)).sounds).toEqual([]);
  expect((await heardAgain([word('but', 300, 500), word('the', 700, 800)], 1, 0)).sounds).toEqual([]);
});
