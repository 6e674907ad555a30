import type { Finding } from './finding.js';
import { type LanguageRules, languageOf } from './languages/index.js';
import { type Reading, type ReadWord, sentences, type WordRange } from './reading.js';

/** A clause is looked back for at most this many words when it is begun again. */
const longestClause = 8;
/** A sentence that trails off with … is a false start when it is no longer than this. */
const longestTrailing = 6;

/** Clauses that were begun and left: "What I, what it's saying", "And, but I do think", "So." */
export function findAbandoned(reading: Reading): Finding[] {
  const rules = languageOf(reading.language);
  return [...brokenClauses(reading, rules), ...stubSentences(reading, rules)];
}

function brokenClauses({ words }: Reading, rules: LanguageRules): Finding[] {
  return words.flatMap((word, at) => {
    const next = words[at + 1];
    if (
      !next ||
      next.index > word.index + 1 ||
      word.mark !== ',' ||
      !rules.unfinished.has(word.norm) ||
      rules.asideOpeners.has(next.norm)
    )
      return [];
    const start = begunAgain(words, at, next);
    const whole = start ?? at;
    return [finding(words, { start: whole, end: at + 1 }, 'abandoned', start === null ? 0.62 : 0.75)];
  });
}

/** Where the clause that breaks off at `at` began, if `next` begins it again. */
function begunAgain(words: readonly ReadWord[], at: number, next: ReadWord): number | null {
  for (let start = at; start > Math.max(-1, at - longestClause); start--) {
    if (start < at && words[start]!.mark !== '') return null;
    if (stem(words[start]!) === stem(next)) return start;
  }
  return null;
}

const stem = (word: ReadWord) => word.norm.split("'")[0];

function stubSentences(reading: Reading, rules: LanguageRules): Finding[] {
  return sentences(reading).flatMap(({ start, end }) => {
    const said = reading.words.slice(start, end);
    const last = said.at(-1)!;
    const onlyStubs = said.every((word) => rules.stubs.has(word.norm)) && /[.…]/.test(last.mark);
    const trails = (last.mark === '…' || last.text.endsWith('...')) && said.length <= longestTrailing;
    if (!onlyStubs && !trails) return [];
    return [finding(reading.words, { start, end }, 'stub', onlyStubs ? 0.75 : 0.62)];
  });
}

function finding(
  words: readonly ReadWord[],
  { start, end }: WordRange,
  sub: string,
  confidence: number,
): Finding {
  const said = words
    .slice(start, end)
    .map((word) => word.text)
    .join(' ');
  return {
    kind: 'filler',
    sub,
    action: 'cut',
    reason: `“${said}” was begun and left.`,
    confidence,
    evidence: ['text'],
    at: { words: { start: words[start]!.index, end: words[end - 1]!.index + 1 } },
  };
}
