import type { Finding } from './finding.js';
import { languageOf } from './languages/index.js';
import type { Reading } from './reading.js';

/** The decoder gave a filler token this chance: it is one, whatever was written ("Ear" alone came near, 0.10). */
const fillerForSure = 0.12;
/** Only words shorter than this can be a swallowed "uh"; and longer than this, or they are a glitch. */
const longestSwallowedMs = 400;
const shortestSwallowedMs = 50;

/** Um, uh and their like: written so, heard so, or given away by the decoder's own doubt. */
export function findHesitations(reading: Reading): Finding[] {
  const { hesitation } = languageOf(reading.language);
  return reading.words.flatMap((word): Finding[] => {
    const written = hesitation.test(word.norm);
    const lengthMs = word.endMs - word.startMs;
    const swallowed =
      reading.timed &&
      word.fillerProbability >= fillerForSure &&
      lengthMs > shortestSwallowedMs &&
      lengthMs < longestSwallowedMs;
    if (!written && !word.isFiller && !swallowed) return [];
    return [
      {
        kind: 'filler',
        sub: written ? (word.norm.includes('m') ? 'um' : 'uh') : 'uh',
        action: 'cut',
        reason: written
          ? `“${word.norm}” carries no meaning.`
          : `A hesitation that was written as “${word.norm}”.`,
        confidence: written ? 0.97 : word.isFiller ? 0.9 : 0.8,
        evidence: reading.timed ? ['text', 'sound'] : ['text'],
        at: { words: { start: word.index, end: word.index + 1 } },
      },
    ];
  });
}
