import type { Finding } from './finding.js';
import { languageOf } from './languages/index.js';
import { type Reading, saying, sentences } from './reading.js';

/** Looking for one's notes takes few words. */
const longestSearch = 12;

/** Sentences in which a speaker looks for a page or their notes. */
export function findSearching(reading: Reading): Finding[] {
  const { searching } = languageOf(reading.language);
  return sentences(reading).flatMap(({ start, end }): Finding[] => {
    if (end - start > longestSearch) return [];
    const said = saying(reading.words, { start, end });
    if (!searching.some((pattern) => pattern.test(said))) return [];
    return [
      {
        kind: 'notification',
        sub: 'searching',
        action: 'cut',
        reason: 'Looking for notes, not speaking to listeners.',
        confidence: 0.65,
        evidence: ['text'],
        at: { words: { start: reading.words[start]!.index, end: reading.words[end - 1]!.index + 1 } },
      },
    ];
  });
}
