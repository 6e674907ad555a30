import { oneLine } from './clean-text.js';

/** A word that stays, in published time. */
export interface PublishedWord {
  text: string;
  startMs: number;
  endMs: number;
  speaker?: string;
}

/** The words listeners get, in order, not overlapping. */
export interface PublishedTranscript {
  /** ISO 639-1 code. */
  language: string;
  words: PublishedWord[];
  /** Indices of words that begin a paragraph, ascending; the first is 0 unless there are no words. */
  paragraphs: number[];
}

/** Scripts that are written without spaces between words. */
const spaceless = new Set(['zh', 'yue', 'ja', 'th', 'lo', 'my', 'km']);

/** What stands between two words of a language. */
export const wordSeparator = (language: string) =>
  spaceless.has(language.toLowerCase().split('-')[0] ?? '') ? '' : ' ';

/** The words of a transcript by paragraph, each at least one word long. */
export function paragraphsOf({ words, paragraphs }: PublishedTranscript): PublishedWord[][] {
  const starts = [...new Set([0, ...paragraphs])]
    .filter((start) => start < words.length)
    .sort((a, b) => a - b);
  return starts.map((start, index) => words.slice(start, starts[index + 1]));
}

/** The cleaned text and nothing else: paragraphs with a blank line between. */
export function transcriptText(transcript: PublishedTranscript): string {
  const separator = wordSeparator(transcript.language);
  const lines = paragraphsOf(transcript)
    .map((words) => oneLine(words.map((word) => word.text).join(separator)))
    .filter((line) => line !== '');
  return lines.length === 0 ? '' : `${lines.join('\n\n')}\n`;
}
