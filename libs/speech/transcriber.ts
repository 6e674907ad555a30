import type { Span, Word } from '#contracts';

/** A stretch of speech to decode on its own, cut at pauses. */
export interface SpeechChunk extends Span {
  index: number;
  /** Where in the chunk voice was found. */
  speech: Span[];
}

export interface ChunkResult {
  /** Detected or given language. */
  language: string;
  /** What this chunk alone sounds like, where the engine can tell beside decoding. */
  detected?: { language: string; probability: number };
  /** Times are absolute in the recording. */
  words: Word[];
  /** What was decoded but thrown away, with the reason (repetition loop, no voiced sound …). */
  dropped: { startMs: number; endMs: number; text: string; reason: string }[];
  /** What the host should know of the engine, such as that a GPU could not be used. */
  notices?: string[];
}

/**
 * What decoding depends on beside the sound, the engine and its model. The glossary is not among it: its names in a prompt
 * moved the word error rate of three recordings by +.008, -.009 and 0 (our measurement), and a change would decode all
 * sound again.
 */
export interface TranscribeOptions {
  /** ISO 639-1, never `auto`: ask `detectLanguage` first. */
  language: string;
  signal: AbortSignal;
}

/** One speech engine. Engines run in child processes, so that neither a crash nor a busy engine touches the caller. */
export interface Transcriber {
  readonly name: string;
  readonly model: string;
  /** How many chunks are decoded at once; callers keep that many in flight. */
  readonly parallel: number;
  /** Finds speech in raw 16 kHz mono s16le samples on disk, and cuts it into chunks at pauses. */
  plan(pcmPath: string, signal: AbortSignal): Promise<{ speech: Span[]; chunks: SpeechChunk[] }>;
  /** Votes over the first chunks. `en` when there is no speech. */
  detectLanguage(pcmPath: string, chunks: SpeechChunk[], signal: AbortSignal): Promise<string>;
  /** Decodes one chunk. Rejects with a Failure; an abort ends the engine's work at once. */
  transcribe(pcmPath: string, chunk: SpeechChunk, options: TranscribeOptions): Promise<ChunkResult>;
  /** Ends child processes. Safe to call twice; the next call starts them again. */
  close(): Promise<void>;
}
