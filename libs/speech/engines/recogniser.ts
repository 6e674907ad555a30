import type { SpeechChunk } from '../transcriber.js';

/** A word as an engine gives it; times are relative to the chunk. */
export interface HeardWord {
  text: string;
  startMs: number;
  endMs: number;
  /** 0 to 1. */
  confidence: number;
}

/** What is written where an engine gives no probability of its words: neither sure nor unsure. */
export const unknownConfidence = 0.5;

export interface Heard {
  /** ISO 639-1; null when the engine does not say. */
  language: string | null;
  words: HeardWord[];
  /** Of the whole text; 0 when the engine gives none, so that nothing is doubted for it. */
  meanLogProbability: number;
  /** What the host should know of this run, such as that a GPU could not be used. */
  notices?: string[];
}

/** One chunk of a recording: as a place in a raw 16 kHz s16le file, and as samples of -1 to 1. */
export interface ChunkSound {
  pcmPath: string;
  chunk: SpeechChunk;
  samples: Float32Array;
}

export interface HearOptions {
  /** ISO 639-1, or null to let the engine find out. */
  language: string | null;
  /** Text that the engine is to take for said just before; may be empty. */
  prompt: string;
  temperature: number;
  signal: AbortSignal;
}

/** What `doctor` shows of an engine that works. */
export interface EngineState {
  /** Where it runs, in words: a GPU's name, the CPU, a server's address. */
  runsOn: string;
  /** What the host should know, such as that a GPU could not be used; empty when all is well. */
  notices: string[];
}

/**
 * The smallest part that differs between engines: sound to words with times. Voice activity, chunks, prompts, guards,
 * snapping and fillers are `RecogniserTranscriber`'s, the same for all.
 */
export interface Recogniser {
  readonly name: string;
  readonly model: string;
  /** Chunks heard at once. */
  readonly parallel: number;
  /** Whether `temperature` changes anything: otherwise a doubted text is not asked for a third time. */
  readonly takesTemperature: boolean;
  /** Rejects with a Failure, or with the signal's reason as soon as that is aborted. */
  hear(sound: ChunkSound, options: HearOptions): Promise<Heard>;
  /** Loads the engine and its model, or reaches its server. @throws Failure that says what is missing and how to get it */
  check(signal: AbortSignal): Promise<EngineState>;
  /** Ends child processes; the next call starts them again. */
  close(): void;
}
