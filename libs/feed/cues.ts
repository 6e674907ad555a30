import { oneLine } from './clean-text.js';
import {
  type PublishedTranscript,
  type PublishedWord,
  paragraphsOf,
  wordSeparator,
} from './published-transcript.js';

/** Words shown together. */
export interface Cue {
  startMs: number;
  endMs: number;
  speaker?: string;
  /** Nothing before it, or the words before it, came from another speaker. */
  speakerChanged: boolean;
  lines: string[];
}

export interface CueShape {
  lines: number;
  lineChars: number;
  /** How a word is written in this format, escapes included. */
  write(text: string): string;
  /** What stands before the first word of a cue, counted as part of its line. */
  prefix(speaker: string | undefined, speakerChanged: boolean): string;
}

/** Readers need about a second for the shortest cue, and lose the thread after seven (BBC and Netflix timed-text guides). */
const MIN_CUE_MS = 1000;
const MAX_CUE_MS = 7000;
/** A silence this long ends a cue even inside a sentence: text must not stand over nothing. */
const PAUSE_MS = 1500;

const endsSentence = /[.?!…。？！]["'”’»)\]]*$/u;
const endsClause = /[,;:–—、，；]["'”’»)\]]*$/u;

/**
 * Cues of 1 to 7 s that break where the speaker changes, at long pauses, then at the end of sentences, then of clauses.
 * A shorter cue only stands where one speaker falls into another's word.
 */
export function buildCues(transcript: PublishedTranscript, shape: CueShape): Cue[] {
  const separator = wordSeparator(transcript.language);
  const cues: Cue[] = [];
  let speaker: string | undefined;
  for (const run of paragraphsOf(transcript).flatMap(unbrokenRuns)) {
    for (let from = 0; from < run.length; ) {
      const first = run[from]!;
      const speakerChanged = cues.length === 0 || first.speaker !== speaker;
      speaker = first.speaker;
      const layout = (to: number) => {
        const words = run.slice(from, to).flatMap((word) => shape.write(oneLine(word.text)).split(' '));
        return wrap(shape.prefix(speaker, speakerChanged), words, shape.lineChars, separator);
      };
      const to = chooseEnd(run, from, (end) => layout(end).length <= shape.lines);
      const lines = layout(to);
      if (lines.length > 0) cues.push({ ...cueTimes(run, from, to), speaker, speakerChanged, lines });
      from = to;
    }
  }
  return cues.map((cue, index) => lengthen(cue, cues[index + 1]));
}

const cueTimes = (run: PublishedWord[], from: number, to: number) => ({
  startMs: run[from]!.startMs,
  endMs: run[to - 1]!.endMs,
});

/** Parts a paragraph where another speaks or where there is a long pause. */
function unbrokenRuns(words: PublishedWord[]): PublishedWord[][] {
  const runs: PublishedWord[][] = [];
  for (const word of words) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && last.speaker === word.speaker && word.startMs - last.endMs < PAUSE_MS) run.push(word);
    else runs.push([word]);
  }
  return runs;
}

/** Where the cue that begins at `from` ends: the best break among those that fit; one word always goes. */
function chooseEnd(run: PublishedWord[], from: number, fits: (end: number) => boolean): number {
  const startMs = run[from]!.startMs;
  const lasts = (end: number) => run[end - 1]!.endMs - startMs;
  let limit = from + 1;
  while (limit < run.length && lasts(limit + 1) <= MAX_CUE_MS && fits(limit + 1)) limit += 1;
  if (limit === run.length) return limit;

  const lastBreak = (mark: RegExp, leastMs: number) => {
    for (let end = limit; end > from; end -= 1)
      if (mark.test(run[end - 1]!.text) && lasts(end) >= leastMs) return end;
    return undefined;
  };
  const sentenceEnd = lastBreak(endsSentence, MIN_CUE_MS);
  if (sentenceEnd) return sentenceEnd;
  const clauseEnd = lastBreak(endsClause, lasts(limit) / 2);
  if (clauseEnd) return clauseEnd;
  return withoutOrphan(run, from, limit);
}

/** When only a few words of the sentence would be left over, the two cues share it evenly. */
function withoutOrphan(run: PublishedWord[], from: number, limit: number): number {
  let sentenceEnd = limit;
  while (sentenceEnd < run.length && !endsSentence.test(run[sentenceEnd - 1]!.text)) sentenceEnd += 1;
  const length = limit - from;
  return sentenceEnd - from < 1.5 * length
    ? Math.min(limit, from + Math.ceil((sentenceEnd - from) / 2))
    : limit;
}

/** A cue too short to read stays on until the next begins. */
function lengthen(cue: Cue, next: Cue | undefined): Cue {
  const endMs = Math.max(cue.endMs, cue.startMs + MIN_CUE_MS);
  return { ...cue, endMs: next ? Math.max(cue.startMs, Math.min(endMs, next.startMs)) : endMs };
}

/** Lines of at most `width` characters, broken between words; only a word longer than a line is broken inside. */
function wrap(prefix: string, words: string[], width: number, separator: string): string[] {
  const lines: string[] = [];
  for (const piece of words.flatMap((word) => hardBreak(word, width - prefix.length))) {
    const line = lines.at(-1);
    if (line === undefined) lines.push(prefix + piece);
    else if (line.length + separator.length + piece.length <= width)
      lines[lines.length - 1] += separator + piece;
    else lines.push(piece);
  }
  return lines;
}

function hardBreak(word: string, width: number): string[] {
  if (word === '') return [];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part.length + character.length > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
