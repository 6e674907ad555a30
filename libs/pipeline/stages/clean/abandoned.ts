import type { Finding } from './finding.js';
import { type LanguageRules, languageOf } from './languages/index.js';
import { endsSentence, type Reading, type ReadWord, sentences, type WordRange } from './reading.js';

/** A clause is looked back for at most this many words when it is begun again. */
const longestClause = 8;
/** A written sentence that trails off with … is a false start when it is no longer than this; a recogniser's … is not. */
const longestTrailing = 6;

/** Clauses that were begun and left: "What I, what it's saying", "And, but I do think", "So." */
export function findAbandoned(reading: Reading): Finding[] {
  const rules = languageOf(reading.language);
  return [...brokenClauses(reading, rules), ...stubSentences(reading, rules)];
}

function brokenClauses(reading: Reading, rules: LanguageRules): Finding[] {
  const { words } = reading;
  return words.flatMap((word, at) => {
    const next = words[at + 1];
    if (
      !next ||
      next.index > word.index + 1 ||
      word.mark !== ',' ||
      next.norm === word.norm ||
      rules.asideOpeners.has(next.norm)
    )
      return [];
    const linked = rules.alternatives.has(next.norm) && words[at + 2] ? 1 : 0;
    const start = begunAgain(words, at, at + 1 + linked);
    if (
      start !== null &&
      begunLength(words, start, at + 1 + linked) > linked &&
      startsWithGrammar(words[start]!, rules) &&
      endsOpen(words, start, at, rules)
    )
      return [finding(words, { start, end: at + 1 + linked }, 'abandoned', 0.75)];
    const leadsNowhere =
      rules.unfinished.has(word.norm) || (rules.subjects.has(word.norm) && opensClause(words, at, rules));
    return leadsNowhere ? [finding(words, { start: at, end: at + 1 }, 'abandoned', 0.62)] : [];
  });
}

const startsWithGrammar = ({ norm }: ReadWord, rules: LanguageRules) =>
  rules.functionWords.has(norm) || rules.subjects.has(norm) || norm.endsWith("n't");

/** Few clauses end with a word of grammar, and those with a pronoun or place. */
function endsOpen(words: readonly ReadWord[], start: number, at: number, rules: LanguageRules): boolean {
  const { norm } = words[at]!;
  if (rules.pointers.has(norm)) return start === at;
  return rules.unfinished.has(norm) || rules.functionWords.has(norm) || norm.endsWith("n't");
}

const opensClause = (words: readonly ReadWord[], at: number, rules: LanguageRules) =>
  endsSentence(words[at - 1]) || rules.conjunctions.has(words[at - 1]!.norm);

/** Where the clause that breaks off at `at` began, if the word at `again` begins it again. */
function begunAgain(words: readonly ReadWord[], at: number, again: number): number | null {
  for (let start = at; start > Math.max(-1, at - longestClause); start--) {
    if (start < at && words[start]!.mark !== '') return null;
    if (stem(words[start]!) === stem(words[again]!)) return start;
  }
  return null;
}

/** How many words are the same in the first go and the second. */
function begunLength(words: readonly ReadWord[], start: number, again: number): number {
  let length = 0;
  while (start + length < again && words[again + length]?.norm === words[start + length]!.norm) length++;
  return Math.max(length, stem(words[start]!) === stem(words[again]!) ? 1 : 0);
}

const stem = (word: ReadWord) => word.norm.split("'")[0];

function stubSentences(reading: Reading, rules: LanguageRules): Finding[] {
  return sentences(reading).flatMap(({ start, end }) => {
    const said = reading.words.slice(start, end);
    const last = said.at(-1)!;
    const onlyStubs = said.every((word) => rules.stubs.has(word.norm)) && /[.…]/.test(last.mark);
    const trails =
      !reading.timed && (last.mark === '…' || last.text.endsWith('...')) && said.length <= longestTrailing;
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
