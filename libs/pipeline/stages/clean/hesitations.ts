import type { Finding } from './finding.js';
import { languageOf } from './languages/index.js';
import type { Reading, ReadWord } from './reading.js';

/** A host's own transcript writes "um" only where one was said. */
const writtenConfidence = 0.97;
/**
 * The decoder wrote a hesitation but gave it hardly a chance: mostly a swallowed article ("uh island" for "an island"),
 * so that it is shown and not cut.
 */
const hardlyBelieved = 0.03;
const shownConfidence = 0.45;
/** What the recogniser took for a hesitation is one, however it was written (0 false of 25, libs/speech/fillers). */
const leastHeardConfidence = 0.66;

/** Um, uh and their like: written so, or heard so by the recogniser where another word was likelier. */
export function findHesitations(reading: Reading): Finding[] {
  const { hesitation } = languageOf(reading.language);
  return reading.words.flatMap((word): Finding[] => {
    const written = hesitation.test(word.norm);
    if (!written && !word.isFiller) return [];
    return [
      {
        kind: 'filler',
        sub: word.norm.includes('m') ? 'um' : 'uh',
        action: 'cut',
        reason:
          word.heard === undefined
            ? `“${word.norm}” carries no meaning.`
            : `A hesitation, first heard as “${word.heard}”.`,
        confidence: confidenceOf(word, reading.timed),
        evidence: reading.timed ? ['text', 'sound'] : ['text'],
        at: { words: { start: word.index, end: word.index + 1 } },
      },
    ];
  });
}

function confidenceOf({ heard, confidence, fillerProbability }: ReadWord, timed: boolean): number {
  if (!timed) return writtenConfidence;
  if (fillerProbability > 0 && fillerProbability < hardlyBelieved) return shownConfidence;
  return heard === undefined ? writtenConfidence : Math.max(leastHeardConfidence, confidence);
}
