/** What every transcript format is read into, before all words have times. Times are in ms. */
export interface ParsedTranscript {
  /** Such as `srt`. */
  format: string;
  language?: string;
  passages: Passage[];
}

/** A stretch of text with one speaker. */
export interface Passage {
  text: string;
  /** null for a paragraph that only its place between timed ones dates. */
  startMs: number | null;
  /** null where the format has none: then it ends where the next timed passage begins. */
  endMs: number | null;
  speaker?: string;
  /** Present where the format times words. */
  words?: TimedWord[];
  /** Goes on with the paragraph before: captions break in the middle of sentences. */
  joins?: boolean;
}

export interface TimedWord {
  text: string;
  startMs: number;
  endMs: number;
  confidence?: number;
}
