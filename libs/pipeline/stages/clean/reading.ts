import type { Transcript } from '#contracts';
import type { Finding } from './finding.js';

/** One word as the rules see it. */
export interface ReadWord {
  /** Index into the transcript's words. */
  index: number;
  text: string;
  /** Lower case, without punctuation: what was said; where a recogniser suspects a hesitation, the word it heard. */
  norm: string;
  /** Punctuation that closes the word: one of , . ? ! ; : … – or empty. */
  mark: string;
  startMs: number;
  endMs: number;
  /** Silence before the next word; 0 when the times were not measured. */
  pauseAfterMs: number;
  startsParagraph: boolean;
  speaker: string | undefined;
  /** The recogniser took it for a hesitation. */
  isFiller: boolean;
  /** What stood there before a correction. */
  heard: string | undefined;
  confidence: number;
  fillerProbability: number;
  /** How alike it sounds to this recording's hesitations, 0 to 1; null where there was none to compare with. */
  hesitationLikeness: number | null;
}

/** A transcript made ready for the rules. */
export interface Reading {
  words: ReadWord[];
  /** False when times were spread between known ones: then pauses say nothing. */
  timed: boolean;
  language: string;
}

/** A half-open range of words. */
export interface WordRange {
  start: number;
  end: number;
}

export function readTranscript(transcript: Transcript): Reading {
  const timed = transcript.timing === 'measured';
  const paragraphs = new Set(transcript.paragraphs);
  const wereCompared = transcript.words.some(({ hesitationLikeness }) => hesitationLikeness !== undefined);
  const words = transcript.words.map((word, index): ReadWord => {
    const next = transcript.words[index + 1];
    return {
      index,
      text: word.text,
      norm: normalise(word.kind === 'filler' ? (word.heard ?? word.text) : word.text),
      mark: closingMark(word.text),
      startMs: word.startMs,
      endMs: word.endMs,
      pauseAfterMs: timed && next ? Math.max(0, next.startMs - word.endMs) : 0,
      startsParagraph: paragraphs.has(index),
      speaker: word.speaker,
      isFiller: word.kind === 'filler',
      heard: word.heard,
      confidence: word.confidence,
      fillerProbability: word.fillerProbability ?? 0,
      hesitationLikeness: wereCompared ? (word.hesitationLikeness ?? 0) : null,
    };
  });
  return { words, timed, language: transcript.language };
}

/** Lower case letters, digits and inner apostrophes: "Don’t," becomes "don't". */
export const normalise = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}']/gu, '');

const closingMark = (text: string) => /([,.?!;:…–—])["”’')\]]*$/u.exec(text)?.[1] ?? '';

export const endsSentence = (word: ReadWord | undefined) =>
  word === undefined || '.?!…'.includes(word.mark || ' ');

/** A pause this long between words sets them apart as a comma does (cleaning-methods.md A5). */
const partingPauseMs = 130;

/** True when a comma, a full stop, a new paragraph or a pause stands between word `at` and the next. */
export function partedAfter({ words }: Reading, at: number): boolean {
  const word = words[at];
  if (!word || at + 1 >= words.length) return true;
  return word.mark !== '' || word.pauseAfterMs >= partingPauseMs || words[at + 1]!.startsParagraph;
}

/** A silence this long ends a sentence that has no full stop. */
const sentencePauseMs = 700;

/** The words of each sentence, in order. */
export function sentences({ words }: Reading): WordRange[] {
  const found: WordRange[] = [];
  let start = 0;
  words.forEach((word, at) => {
    const next = words[at + 1];
    const ends =
      !next ||
      endsSentence(word) ||
      next.startsParagraph ||
      word.pauseAfterMs > sentencePauseMs ||
      next.speaker !== word.speaker;
    if (!ends) return;
    found.push({ start, end: at + 1 });
    start = at + 1;
  });
  return found;
}

/** Whether a sentence ends with a question mark. */
export const isQuestion = ({ words }: Reading, { end }: WordRange) => words[end - 1]?.mark === '?';

/** What is said in a range, in normal words, without commas and stops. */
export const saying = (words: readonly ReadWord[], { start, end }: WordRange) =>
  words
    .slice(start, end)
    .map((word) => word.norm)
    .filter(Boolean)
    .join(' ');

/** The same with its commas kept, so that a phrase is not read across them. */
export const sayingWithCommas = (words: readonly ReadWord[], { start, end }: WordRange) =>
  words
    .slice(start, end)
    .filter((word) => word.norm)
    .map((word, n, all) =>
      n + 1 < all.length && ',;:–—'.includes(word.mark || ' ') ? `${word.norm} ,` : word.norm,
    )
    .join(' ');

/** The reading that is left when the words of some findings are gone; pauses then run to the next word that stays. */
export function without(reading: Reading, gone: readonly Finding[]): Reading {
  const taken = new Set(
    gone.flatMap(({ at }) =>
      'words' in at
        ? Array.from({ length: at.words.end - at.words.start }, (_, n) => at.words.start + n)
        : [],
    ),
  );
  if (taken.size === 0) return reading;
  const words: ReadWord[] = [];
  let startsParagraph = false;
  for (const word of reading.words) {
    startsParagraph ||= word.startsParagraph;
    if (taken.has(word.index)) continue;
    const before = words.at(-1);
    if (before && reading.timed) before.pauseAfterMs = Math.max(0, word.startMs - before.endMs);
    words.push({ ...word, startsParagraph });
    startsParagraph = false;
  }
  return { ...reading, words };
}
