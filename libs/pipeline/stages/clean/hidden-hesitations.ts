import { likelihood } from '../../logistic.js';
import { hesitationWeights } from './hesitation-weights.js';
import type { LanguageRules } from './languages/index.js';
import { endsSentence, type Reading, type ReadWord } from './reading.js';

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
  'the recogniser took it for one itself',
  'pause before, in tenths of a second, at most three',
  'ends a sentence',
  'length, in tenths of a second, at most four',
  'pause after a word of grammar',
  'the decoder’s doubt in the word it wrote',
  'sounds like hesitations elsewhere in the recording',
  'sounds like them, and a pause after it, in tenths of a second',
  'no hesitation was written that it could sound like',
];

const leastProbability = 1e-5;
const neutralProbability = 3;
const longestPauseMs = 300;
const longestHesitationMs = 350;
/** In letters: of a hesitation, and of a word that is written for one. */
const longestHesitation = 3;
const mostLetters = 5;
const surelyWritten = 0.5;
/** Of 92 hidden ones in 31 recordings none was longer; of 16 other words taken for one, two were. */
const mostHiddenMs = 600;
const partedMs = 60;

/** What tells whether the word at `at` is a hesitation that the recogniser wrote as another word. */
export function featuresOfWord({ words }: Reading, at: number, rules: LanguageRules): number[] {
  const word = words[at]!;
  const said = word.norm;
  const thought = Math.log10(Math.max(word.fillerProbability, leastProbability)) + neutralProbability;
  const likeness = word.hesitationLikeness ?? 0;
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
    word.isFiller ? 1 : 0,
    Math.min(words[at - 1]?.pauseAfterMs ?? longestPauseMs, longestPauseMs) / 100,
    endsSentence(word) ? 1 : 0,
    Math.min(word.endMs - word.startMs, 400) / 100,
    rules.functionWords.has(said) ? Math.min(pause, longestPauseMs) / 100 : 0,
    1 - word.confidence,
    likeness,
    (likeness * Math.min(pause, longestPauseMs)) / 100,
    word.hesitationLikeness === null ? 1 : 0,
  ];
}

/** How likely the word at `at` is a hesitation in truth; 0 where the recogniser said nothing about it. */
export function hiddenHesitation(reading: Reading, at: number, rules: LanguageRules): number {
  const word = reading.words[at]!;
  if (!reading.timed || rules.soundAlikes.size === 0 || word.fillerProbability === 0) return 0;
  // "Right," and "No," are said alone and short as a hesitation is, and are meant.
  if (rules.emphatic.has(word.norm) && !rules.soundAlikes.has(word.norm)) return 0;
  if (!word.isFiller && (isLong(word, rules) || nextIsMeant(reading, at, rules))) return 0;
  return likelihood(hesitationWeights, featuresOfWord(reading, at, rules));
}

/** A long word holds more than a hesitation, and the decoder thinks of "um" at the head of "umbrella" too. */
const isLong = ({ norm, startMs, endMs }: ReadWord, rules: LanguageRules) =>
  norm.length > mostLetters ||
  endMs - startMs > mostHiddenMs ||
  (norm.length > longestHesitation && rules.hesitation.test(norm.slice(0, 2)));

/** "month, um,": the decoder waits for the hesitation that it then writes. */
function nextIsMeant({ words }: Reading, at: number, rules: LanguageRules): boolean {
  const next = words[at + 1];
  return next !== undefined && rules.hesitation.test(next.norm) && next.fillerProbability >= surelyWritten;
}
