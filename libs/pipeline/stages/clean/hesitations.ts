import type { Finding } from './finding.js';
import { hiddenHesitation } from './hidden-hesitations.js';
import { languageOf } from './languages/index.js';
import { normalise, type Reading } from './reading.js';

/** Written as such, by a host or by a decoder: hardly ever anything else. */
const writtenConfidence = 0.97;
/** Less likely ones are not worth showing. */
const leastConfidence = 0.2;

/** Um, uh and their like: written so, or written as another word where the recogniser nearly wrote one. */
export function findHesitations(reading: Reading): Finding[] {
  const rules = languageOf(reading.language);
  return reading.words.flatMap((word, at): Finding[] => {
    const written = word.heard === undefined && (word.isFiller || rules.hesitation.test(word.norm));
    const confidence = written ? writtenConfidence : hiddenHesitation(reading, at, rules);
    if (confidence < leastConfidence) return [];
    return [
      {
        kind: 'filler',
        sub: word.text.includes('m') ? 'um' : 'uh',
        action: 'cut',
        reason: written
          ? `“${normalise(word.text)}” carries no meaning.`
          : `A hesitation, first heard as “${word.heard ?? word.text}”.`,
        confidence,
        evidence: reading.timed ? ['text', 'sound'] : ['text'],
        at: { words: { start: word.index, end: word.index + 1 } },
      },
    ];
  });
}
