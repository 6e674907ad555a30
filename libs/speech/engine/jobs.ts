import type { FailureClass, Span } from '#contracts';
import type { ChunkResult, SpeechChunk } from '../transcriber.js';

/** A table of what an engine process can be asked, by kind, and what it answers. */
export type JobTable<J> = { [K in keyof J]: { ask: unknown; answer: unknown } };

/** What an ONNX engine process can be asked, and what it answers. */
export interface Jobs {
  plan: { ask: { pcmPath: string }; answer: { speech: Span[]; chunks: SpeechChunk[] } };
  /** The likeliest language of one chunk and its probability. */
  language: {
    ask: { pcmPath: string; chunk: SpeechChunk };
    answer: { language: string; probability: number };
  };
  transcribe: {
    ask: { pcmPath: string; chunk: SpeechChunk; language: string };
    answer: ChunkResult;
  };
}
export type JobKind = keyof Jobs;

/** Sent to the engine process. */
export type Ask = { [K in JobKind]: { kind: K; ask: Jobs[K]['ask'] } }[JobKind];

/** Sent back: exactly one for each ask. */
export type Reply =
  | { answer: unknown }
  | { failure: { failureClass: FailureClass; message: string; remedy: string; stack?: string } };

/** Given to the engine process when it starts. */
export interface EngineFiles {
  whisperFolder: string;
  voiceModel: string;
  /** Threads inside one decoding step. */
  threads: number;
}
