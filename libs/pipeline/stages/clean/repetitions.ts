import type { Finding } from './finding.js';
import { heardAgainLength } from './heard-again.js';
import { type LanguageRules, languageOf } from './languages/index.js';
import { endsSentence, partedAfter, type Reading, type ReadWord, type WordRange } from './reading.js';

/** Nobody restarts from further back than this. */
const longestRestart = 9;
/** "I used to. I used to": a full stop with a shorter pause is the recogniser's, not the speaker's. */
const runOnPauseMs = 360;
/** A sentence that is begun anew was left after a few words, and without a long pause. */
const longestAnew = 4;
const longestPauseAnewMs = 1000;
/** A pause after the first go sets a restart apart from a list. */
const restartPauseMs = 120;
/** The words alone would not be enough: the pause after them tells too. */
const heardAgainConfidence = 0.65;

/**
 * Words said again at once: stumbles ("the, the") and restarts ("They asked, they asked why"). The first go is taken,
 * the last stays. What is said twice on purpose ("very, very", "No, no, no", "it rang and rang") stays whole.
 */
export function findRepetitions(reading: Reading): Finding[] {
  const rules = languageOf(reading.language);
  const findings: Finding[] = [];
  let at = 0;
  while (at < reading.words.length) {
    const exact = repeatedLength(reading, at, rules);
    const length = exact || heardAgainLength(reading, at, rules);
    if (length > 0) findings.push(asFinding(reading.words, { start: at, end: at + length }, exact > 0));
    at += Math.max(1, length);
  }
  return findings;
}

function asFinding(words: readonly ReadWord[], { start, end }: WordRange, isExact: boolean): Finding {
  const single = new Set(words.slice(start, end).map((word) => word.norm)).size === 1;
  const said = words
    .slice(start, end)
    .map((word) => word.text)
    .join(' ');
  return {
    kind: 'filler',
    sub: single ? 'repetition' : 'restart',
    action: 'cut',
    reason: `“${said}” is said again right after.`,
    confidence: isExact ? (single ? 0.85 : 0.8) : heardAgainConfidence,
    evidence: isExact ? ['text'] : ['text', 'sound'],
    at: { words: { start: words[start]!.index, end: words[end - 1]!.index + 1 } },
  };
}

/** How many words from `start` are a first go at what follows them; 0 for none. */
function repeatedLength(reading: Reading, start: number, rules: LanguageRules): number {
  const longest = Math.min(longestRestart, reading.words.length - start - 1);
  for (let length = longest; length > 0; length--) {
    const pieces = piecesOf(reading.words, start, start + length);
    if (pieces === null) continue;
    const stumble =
      pieces.every((piece) => piece === 1) &&
      reading.words[start]!.norm === reading.words[start + length - 1]!.norm;
    const range = { start, end: start + length };
    if (stumble ? isStumble(reading, range, rules) : isRestart(reading, range, pieces, rules)) return length;
  }
  return 0;
}

/** The lengths of the goes in [start, end) if each is the beginning of what follows at `end`; null if one is not. */
function piecesOf(words: readonly ReadWord[], start: number, end: number): number[] | null {
  const pieces: number[] = [];
  for (let at = start; at < end; ) {
    let length = 0;
    while (
      at + length < end &&
      end + length < words.length &&
      same(words[at + length]!, words[end + length]!)
    )
      length++;
    if (length === 0) return null;
    pieces.push(length);
    at += length;
  }
  return pieces;
}

/** "it, it's" and "we're, we got": a go may break off before or after a contraction. */
function same(first: ReadWord, again: ReadWord): boolean {
  if (first.norm === again.norm) return first.norm !== '';
  const [stem, more] = first.norm.split("'");
  const [stemAgain, moreAgain] = again.norm.split("'");
  return stem === stemAgain && stem !== '' && (more === undefined || moreAgain === undefined);
}

/** A word of grammar, or a contraction with one ("didn't", "we'll"). */
const isGrammar = ({ norm }: ReadWord, rules: LanguageRules) =>
  rules.functionWords.has(norm) || rules.functionWords.has(norm.split("'")[0]!) || norm.endsWith("n't");

function isStumble(reading: Reading, { start, end }: WordRange, rules: LanguageRules): boolean {
  const word = reading.words[start]!;
  const number = /^\d+$/.test(word.norm) || rules.numbers.has(word.norm);
  if (rules.emphatic.has(word.norm)) return false;
  if (!(isGrammar(word, rules) || number)) return isBrokenOff(reading, { start, end });
  if (range(start, end).some((at) => endsSentence(reading.words[at]))) return false;
  // "They say thank you, you leave": the first ends what was said, the second begins anew.
  const endsPhrase = rules.pointers.has(word.norm) && followsOn(reading, start, rules);
  return !endsPhrase && (!rules.doubled.has(word.norm) || partedAfter(reading, start));
}

function isRestart(
  reading: Reading,
  { start, end }: WordRange,
  pieces: readonly number[],
  rules: LanguageRules,
): boolean {
  const { words } = reading;
  const first = pieces[0]!;
  const go = words.slice(start, start + first);
  const whole = first === end - start && go.slice(0, -1).every((word) => word.mark === '');
  const grammar = isGrammar(go[0]!, rules) || (whole && go.some((word) => isGrammar(word, rules)));
  const unfinished = isGrammar(go.at(-1)!, rules);
  // "The words you miss, you miss the jokes": a clause that ends with its verb is no beginning of another.
  // "Think that the rails, that the rails are": before an article "that" is no subject.
  const subject = rules.subjects.has(go[0]!.norm) && !rules.articles.has(go[1]?.norm ?? '');
  const closes = subject && followsOn(reading, start, rules) && !unfinished;
  const echo = start > 0 && words[start - 1]!.norm === go.at(-1)!.norm;
  const chained =
    go.length > 1 &&
    go.slice(1).some((word) => rules.joining.has(word.norm)) &&
    !rules.functionWords.has(go[0]!.norm);
  if (echo || chained || closes || '?!'.includes(words[end - 1]!.mark || ' ')) return false;
  const brokenOff = pieces.at(-1)! < first;
  if (!grammar && !brokenOff && !setApart(reading, { start, end })) return false;
  const emphatic =
    go.some((word) => rules.emphatic.has(word.norm)) && !go.some((word) => rules.subjects.has(word.norm));
  if (emphatic && (!unfinished || rules.emphatic.has(go.at(-1)!.norm))) return false;
  if (!unfinished && range(start, end).some((at) => isRealStop(reading, at)))
    return whole && isAnew(reading, { start, end }, rules);
  const parted = range(start, end).some((at) => partedAfter(reading, at));
  return first >= 2 || (parted && end - start <= 2);
}

/** Whether the word at `at` goes on from a content word before it without a comma or a pause. */
function followsOn(reading: Reading, at: number, rules: LanguageRules): boolean {
  return at > 0 && !partedAfter(reading, at - 1) && !isGrammar(reading.words[at - 1]!, rules);
}

/** "They come. They come from Italy": a short sentence that the next one begins with, and goes on from. */
function isAnew({ words }: Reading, { start, end }: WordRange, rules: LanguageRules): boolean {
  const again = words[end + (end - start) - 1];
  const first = words[start]!;
  return (
    end - start <= longestAnew &&
    end - start >= 2 &&
    (start === 0 || endsSentence(words[start - 1])) &&
    words[end - 1]!.pauseAfterMs <= longestPauseAnewMs &&
    isGrammar(first, rules) &&
    goesOn(words[end + (end - start)], again, rules)
  );
}

/** "It's fluent. It's fluent, and never wrong": after a comma only a conjunction goes on. */
const goesOn = (next: ReadWord | undefined, again: ReadWord | undefined, rules: LanguageRules) =>
  again?.mark === '' || (again?.mark === ',' && rules.conjunctions.has(next?.norm ?? ''));

/** "Wednesday, | Wednesday was": a comma and a pause after the first go, and no mark after the second. */
function isBrokenOff(reading: Reading, { start, end }: WordRange): boolean {
  const first = reading.words[start]!;
  const again = reading.words[end]!;
  const parted = first.mark === ',' && first.pauseAfterMs >= restartPauseMs;
  return reading.timed && end - start === 1 && parted && again.mark === '' && !first.norm.endsWith('ly');
}

/** A whole phrase of content words counts only when a comma and a pause stand after its first go and none inside. */
function setApart(reading: Reading, { start, end }: WordRange): boolean {
  const { words } = reading;
  const inner = range(start, end - 1).every((at) => words[at]!.mark === '');
  return (
    reading.timed &&
    end - start >= 2 &&
    inner &&
    ',.'.includes(words[end - 1]!.mark || ' ') &&
    words[end - 1]!.pauseAfterMs >= restartPauseMs
  );
}

function isRealStop(reading: Reading, at: number): boolean {
  const word = reading.words[at]!;
  return word.mark === '.' && (!reading.timed || word.pauseAfterMs >= runOnPauseMs);
}

const range = (start: number, end: number) => Array.from({ length: end - start }, (_, n) => start + n);
