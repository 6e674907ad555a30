import { likelihood } from '../../logistic.js';
import { hesitationWeights } from './hesitation-weights.js';
import type { LanguageRules } from './languages/index.js';
import { endsSentence, type Reading } from './reading.js';

/** In the order of the weights. */
export const hesitationFeatures = [
  'decoder thought of a hesitation (log10 of its probability, from 0.001)',
  'pause after, in tenths of a second, at most three',
  'opens a sentence, where decoders think of hesitations anyway',
  'the decoder’s thought, when it opens a sentence',
  'a word that begins most phrases, when it opens a sentence',
  'sounds like a hesitation',
  'too long for a hesitation',
  'parted from the word before',
  'follows a hesitation, which decoders like to repeat',
  'letters, in tens, at most one',
];

const leastProbability = 1e-5;
const neutralProbability = 3;
const longestPauseMs = 300;
const longestHesitationMs = 350;
/** In letters. */
const longestHesitation = 3;
const partedMs = 60;

/** What tells whether the word at `at` is a hesitation that the recogniser wrote as another word. */
export function featuresOfWord({ words }: Reading, at: number, rules: LanguageRules): number[] {
  const word = words[at]!;
  const said = word.norm;
  const thought = Math.log10(Math.max(word.fillerProbability, leastProbability)) + neutralProbability;
  const opens = endsSentence(words[at - 1]) ? 1 : 0;
  const pause = at + 1 < words.length ? word.pauseAfterMs : longestPauseMs;
  return [
    thought,
    Math.min(pause, longestPauseMs) / 100,
    opens,
    opens * thought,
    opens && rules.phraseOpeners.has(said) ? 1 : 0,
    rules.soundAlikes.has(said) ? 1 : 0,
    word.endMs - word.startMs > longestHesitationMs ? 1 : 0,
    (words[at - 1]?.pauseAfterMs ?? longestPauseMs) > partedMs ? 1 : 0,
    rules.hesitation.test(words[at - 1]?.norm ?? '') ? 1 : 0,
    Math.min(said.length, 10) / 10,
  ];
}

/** How likely the word at `at` is a hesitation in truth; 0 where the recogniser said nothing about it. */
export function hiddenHesitation(reading: Reading, at: number, rules: LanguageRules): number {
  const { fillerProbability, norm } = reading.words[at]!;
  if (!reading.timed || rules.soundAlikes.size === 0 || fillerProbability === 0) return 0;
  // "Right," and "No," are said alone and short as a hesitation is, and are meant.
  if (rules.emphatic.has(norm) && !rules.soundAlikes.has(norm)) return 0;
  // The decoder thinks of "um" at the head of "umbrella" too.
  if (norm.length > longestHesitation && rules.hesitation.test(norm.slice(0, 2))) return 0;
  return likelihood(hesitationWeights, featuresOfWord(reading, at, rules));
}
