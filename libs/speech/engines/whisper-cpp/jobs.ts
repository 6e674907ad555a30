import type { SpeechChunk } from '../../transcriber.js';
import type { Piece } from '../join-pieces.js';

/** Which of the binding's builds is loaded; `default` is the CPU, and Metal on a Mac. */
export type Variant = 'cuda' | 'vulkan' | 'default';

/** Given to the engine process when it starts. */
export interface WhisperCppStart {
  modelPath: string;
  variant: Variant;
  useGpu: boolean;
  threads: number;
}

/** What the engine process can be asked, and what it answers. */
export interface WhisperCppJobs {
  /** Loads library and model; the GPU that is used, or null for the CPU. */
  load: { ask: Record<string, never>; answer: { gpu: string | null } };
  hear: {
    ask: { pcmPath: string; chunk: SpeechChunk; language: string; prompt: string; temperature: number };
    answer: { language: string | null; pieces: Piece[] };
  };
}
export type WhisperCppAsk = {
  [K in keyof WhisperCppJobs]: { kind: K; ask: WhisperCppJobs[K]['ask'] };
}[keyof WhisperCppJobs];
