import type { Finding } from './finding.js';
import { type LanguageRules, languageOf } from './languages/index.js';
import type { Reading, ReadWord } from './reading.js';

/** The decoder gave a filler token this chance: it is one, whatever was written ("Ear" alone came near, 0.10). */
const fillerForSure = 0.12;
/** A written hesitation that the decoder itself doubts, and that nothing sets apart, may be a swallowed word ("There is"). */
const doubted = 0.4;
/** Below this the decoder wrote it against its own figures: an article mostly ("uh island" for "an island"). */
const hardlyBelieved = 0.05;
/** Only words of this length can be a swallowed "uh". */
const longestSwallowedMs = 400;
const shortestSwallowedMs = 50;
/** The recogniser writes a short "uh" as a short word; then a trace of the filler is left in its doubt, and a pause follows. */
const trace = 0.0015;
const strongTrace = 0.015;
const pauseAfterHesitationMs = 60;

/** Um, uh and their like: written so, heard so, or given away by the decoder's own doubt. */
export function findHesitations(reading: Reading): Finding[] {
  const rules = languageOf(reading.language);
  return reading.words.flatMap((word): Finding[] => {
    const confidence = hesitationConfidence(word, reading, rules);
    if (confidence === 0) return [];
    const written = rules.hesitation.test(word.norm);
    return [
      {
        kind: 'filler',
        sub: written && word.norm.includes('m') ? 'um' : 'uh',
        action: 'cut',
        reason: written
          ? `“${word.norm}” carries no meaning.`
          : `A hesitation that was written as “${word.norm}”.`,
        confidence,
        evidence: reading.timed ? ['text', 'sound'] : ['text'],
        at: { words: { start: word.index, end: word.index + 1 } },
      },
    ];
  });
}

function hesitationConfidence(word: ReadWord, reading: Reading, rules: LanguageRules): number {
  const setApart = word.mark !== '' || word.pauseAfterMs >= pauseAfterHesitationMs;
  if (rules.hesitation.test(word.norm)) {
    if (!reading.timed || word.fillerProbability === 0) return 0.97;
    if (word.fillerProbability < hardlyBelieved) return 0.45;
    return word.fillerProbability < doubted && !setApart ? 0.45 : 0.97;
  }
  if (word.isFiller) return 0.9;
  const lengthMs = word.endMs - word.startMs;
  if (!reading.timed || lengthMs <= shortestSwallowedMs || lengthMs >= longestSwallowedMs) return 0;
  if (word.fillerProbability >= fillerForSure) return 0.8;
  if (!rules.swallowsHesitation.has(word.norm) || word.pauseAfterMs < pauseAfterHesitationMs) return 0;
  return word.fillerProbability >= strongTrace ? 0.66 : word.fillerProbability >= trace ? 0.45 : 0;
}
