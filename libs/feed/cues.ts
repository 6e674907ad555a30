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
  const paragraphs = paragraphsOf(transcript).map((words) => words.flatMap((word) => pieces(word, shape)));
  for (const run of paragraphs.flatMap(unbrokenRuns)) {
    for (let from = 0; from < run.length; ) {
      const first = run[from]!;
      const speakerChanged = cues.length === 0 || first.speaker !== speaker;
      speaker = first.speaker;
      const prefix = shape.prefix(speaker, speakerChanged);
      const layout = (to: number) => wrap(prefix, run.slice(from, to), shape.lineChars, separator);
      const to = chooseEnd(run, from, (end) => layout(end).length <= shape.lines);
      const lines = layout(to);
      cues.push({ ...cueTimes(run, from, to), speaker, speakerChanged, lines });
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
      if (mark.test(run[end - 1]!.text) && (run[end]?.startMs ?? 0) - startMs >= leastMs) return end;
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

/** Lines of at most `width` characters, broken between words; a prefix that leaves no room stands alone. */
function wrap(prefix: string, words: PublishedWord[], width: number, separator: string): string[] {
  const lines: string[] = [];
  for (const { text } of words) {
    const line = lines.at(-1);
    if (line === undefined && prefix.length + text.length <= width) lines.push(prefix + text);
    else if (line === undefined) lines.push(prefix.trimEnd(), text);
    else if (line.length + separator.length + text.length <= width)
      lines[lines.length - 1] += separator + text;
    else lines.push(text);
  }
  return lines;
}

/** A word as this format writes it, in parts that fit a line: one, but for a text with spaces or a very long word. */
function pieces(word: PublishedWord, { write, lineChars }: CueShape): PublishedWord[] {
  const parts = oneLine(word.text)
    .split(' ')
    .flatMap((text) => lineParts(text, write, lineChars));
  const partMs = (word.endMs - word.startMs) / parts.length;
  return parts.map((text, index) => ({
    ...word,
    text,
    startMs: word.startMs + index * partMs,
    endMs: word.startMs + (index + 1) * partMs,
  }));
}

function lineParts(text: string, write: CueShape['write'], width: number): string[] {
  if (write(text).length <= width) return text === '' ? [] : [write(text)];
  const parts: string[] = [];
  let part = '';
  for (const character of text) {
    if (write(part + character).length > width) {
      parts.push(write(part));
      part = '';
    }
    part += character;
  }
  return [...parts, write(part)];
}
