import type { FailureClass, GlossaryTerm, Span } from '#contracts';
import type { ChunkResult, SpeechChunk } from '../transcriber.js';

/** What an engine process can be asked, and what it answers. */
export interface Jobs {
  plan: { ask: { pcmPath: string }; answer: { speech: Span[]; chunks: SpeechChunk[] } };
  /** The likeliest language of one chunk and its probability. */
  language: {
    ask: { pcmPath: string; chunk: SpeechChunk };
    answer: { language: string; probability: number };
  };
  transcribe: {
    ask: { pcmPath: string; chunk: SpeechChunk; language: string; glossary: GlossaryTerm[] };
    answer: ChunkResult;
  };
}
export type JobKind = keyof Jobs;

/** Sent to the engine process. */
export type Ask = { [K in JobKind]: { kind: K; ask: Jobs[K]['ask'] } }[JobKind];

/** Sent back: exactly one for each ask. */
export type Reply =
  | { answer: Jobs[JobKind]['answer'] }
  | { failure: { failureClass: FailureClass; message: string; remedy: string; stack?: string } };

/** Given to the engine process when it starts. */
export interface EngineFiles {
  whisperFolder: string;
  voiceModel: string;
  /** Threads inside one decoding step. */
  threads: number;
}
