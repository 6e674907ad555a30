import type { Finding } from './finding.js';
import { type LanguageRules, languageOf } from './languages/index.js';
import { endsSentence, type Reading, type ReadWord, type WordRange } from './reading.js';

/** A correction takes back at most this many words. */
const longestTakenBack = 12;

/**
 * "In 1968, sorry, 1967": a word or phrase, then words that take it back, then the right one. The wrong one and the
 * words that take it back go. Where the repair begins with words already said, the cut starts there; where it starts a
 * question or clause anew, at the sentence; else it replaces the last word.
 */
export function findSelfCorrections(reading: Reading): Finding[] {
  const rules = languageOf(reading.language);
  const findings: Finding[] = [];
  for (let at = 1; at < reading.words.length - 1; at++) {
    const edit = editTermAt(reading.words, at, rules);
    if (!edit) continue;
    const repair = at + edit.length;
    const { start, sure } = takenBackFrom(reading, at, repair, rules);
    const strength = edit.strength >= leastStrength && isSetApart(reading, at, repair, rules) ? parallel : 0;
    const confidence = Math.min(Math.max(edit.strength, strength), sure);
    findings.push({
      kind: 'filler',
      sub: 'correction',
      action: 'cut',
      reason: `“${saidIn(reading.words, start, at)}” is taken back with “${saidIn(reading.words, at, repair)}”.`,
      confidence,
      evidence: ['text'],
      at: { words: { start: reading.words[start]!.index, end: reading.words[repair - 1]!.index + 1 } },
    });
    at = repair;
  }
  return findings;
}

const saidIn = (words: readonly ReadWord[], start: number, end: number) =>
  words
    .slice(start, end)
    .map((word) => word.text)
    .join(' ');

/** "No, no, no" denies more often than it corrects. */
const emphatic = 0.42;

/**
 * "In the south, no, in the north": a word that often means something else takes back what stands before it where commas
 * set it apart and what follows begins like that.
 */
const parallel = 0.65;
const leastStrength = 0.45;

/** "I told them, no, I would not" begins alike too: a subject after "no" is often that of what was said. */
function isSetApart({ words }: Reading, at: number, repair: number, rules: LanguageRules): boolean {
  const first = words[repair]!.norm;
  // "Sorry is what most phones should say": a verb after such a word may be its own.
  const verbs = rules.alike.slice(placesAndArticles).some((group) => group.has(first));
  if (rules.subjects.has(first) || verbs) return false;
  // No noun phrase begins with "no the" or "no which": there "no" stands alone, with a comma or without.
  const alone = rules.openers.has(first) || rules.alike.some((group) => group.has(first));
  return words[at - 1]!.mark === ',' || alone;
}

/** So many groups of like words come before those of verbs. */
const placesAndArticles = 2;

interface EditTerm {
  length: number;
  strength: number;
}

/** The longest run of edit terms ("no, I mean") from `at`; none right before the end of a sentence. */
function editTermAt(words: readonly ReadWord[], at: number, rules: LanguageRules): EditTerm | null {
  if (endsSentence(words[at - 1])) return null;
  let length = 0;
  let strength = 0;
  const used = new Set<LanguageRules['editTerms'][number]>();
  for (;;) {
    const term = rules.editTerms.find(({ says }) =>
      says.every((said, n) => words[at + length + n]?.norm === said),
    );
    if (!term) break;
    const again = used.has(term);
    strength = again
      ? Math.min(strength, emphatic)
      : Math.max(strength, term.strength) + (length > 0 ? 0.15 : 0);
    used.add(term);
    length += term.says.length;
  }
  if (length === 0 || at + length >= words.length || endsSentence(words[at + length - 1])) return null;
  return { length, strength: Math.min(0.95, strength) };
}

function takenBackFrom(
  reading: Reading,
  at: number,
  repair: number,
  rules: LanguageRules,
): { start: number; sure: number } {
  const { words } = reading;
  const sentence = sentenceStart(words, at);
  const earliest = Math.max(sentence, at - longestTakenBack);
  const first = words[repair]!.norm;
  const same = saidBefore(words, { start: earliest, end: at }, repair);
  if (same !== null) return { start: same, sure: 0.9 };
  if (rules.openers.has(first)) return { start: openingOf(words, sentence, at, rules), sure: 0.75 };
  const like = rules.alike.find((group) => group.has(first));
  if (like)
    for (let start = at - 1; start >= earliest; start--)
      if (like.has(words[start]!.norm)) return { start, sure: 0.7 };
  const isLike = [isName, isNumber].some((is) => is(words[repair]!) && is(words[at - 1]!));
  return { start: nameStart(words, at, earliest, repair), sure: isLike ? 0.65 : 0.42 };
}

/** Where most of the repair was said before; the nearest such place. */
function saidBefore(words: readonly ReadWord[], { start, end }: WordRange, repair: number): number | null {
  let best: number | null = null;
  let most = 0;
  for (let at = end - 1; at >= start; at--) {
    let length = 0;
    while (at + length < end && words[at + length]!.norm === words[repair + length]?.norm) length++;
    if (length > most) [best, most] = [at, length];
  }
  return best;
}

const isName = (word: ReadWord) => /^\p{Lu}/u.test(word.text);
const isNumber = (word: ReadWord) => /^\d/.test(word.norm);

function sentenceStart(words: readonly ReadWord[], at: number): number {
  let start = at;
  while (start > 0 && !endsSentence(words[start - 1]) && !words[start]!.startsParagraph) start--;
  return start;
}

/** A question that starts anew takes back the question before it, from its own opener on. */
function openingOf(words: readonly ReadWord[], sentence: number, at: number, rules: LanguageRules): number {
  for (let start = at - 1; start >= sentence; start--)
    if (rules.openers.has(words[start]!.norm)) return start;
  return sentence;
}

/** The last word before the correction, or the whole name when a name replaces a name. */
function nameStart(words: readonly ReadWord[], at: number, earliest: number, repair: number): number {
  let start = at - 1;
  if (!isName(words[repair]!) || !isName(words[start]!)) return start;
  while (start - 1 > earliest && isName(words[start - 1]!)) start--;
  return start;
}
