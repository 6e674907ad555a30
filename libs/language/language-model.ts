import type { z } from 'zod';

export interface Message {
  role: 'user' | 'assistant' | 'tool';
  content: string;
  toolCallId?: string;
  toolCalls?: ToolCall[];
}

export interface ToolCall {
  id: string;
  tool: string;
  args: unknown;
}

/** A read-only tool: no side effects, bound to one episode or show. */
export interface Tool<A = unknown> {
  name: string;
  description: string;
  args: z.ZodType<A>;
  run(args: A, signal: AbortSignal): Promise<string>;
}

export interface GenerateRequest {
  system: string;
  messages: Message[];
  tools?: Tool[];
  toolChoice?: 'auto' | 'none' | { tool: string };
  /** With a schema the answer is parsed against it; one that does not fit is asked for once more, then rejects. */
  schema?: z.ZodType;
  maxTokens: number;
  temperature?: number;
  signal: AbortSignal;
}

/** A request for prose alone. */
export type StreamRequest = Pick<
  GenerateRequest,
  'system' | 'messages' | 'maxTokens' | 'temperature' | 'signal'
>;

export interface GenerateResult {
  text: string;
  /** The parsed answer when a schema was given. */
  object?: unknown;
  toolCalls: ToolCall[];
  usage: { inputTokens: number; outputTokens: number };
}

/** What the server can do, found out by asking it. */
export interface Features {
  /** native: calls tools itself; emulated: answers a schema over {tool, args} or {final}; none: neither. */
  tools: 'native' | 'emulated' | 'none';
  /** enforced: the server keeps to a schema unasked; hinted: it does when the prompt says so. */
  jsonSchema: 'enforced' | 'hinted' | 'none';
}

/** One language model, wherever it runs. */
export interface LanguageModel {
  /** Such as `openai-compatible:llama3.1`. */
  readonly id: string;
  readonly contextTokens: number;
  /** Probed at the first call, then remembered. Rejects with a Failure `dependency` while the server does not answer. */
  features(signal: AbortSignal): Promise<Features>;
  /** Exact for models with a known vocabulary, else an estimate on the high side. */
  countTokens(texts: string[], signal?: AbortSignal): Promise<number[]>;
  /** Rejects with a Failure `dependency` when the server fails or its answer does not fit the schema. */
  generate(request: GenerateRequest): Promise<GenerateResult>;
  /** Prose as it is written, piece by piece; in one piece where the engine cannot stream. Rejects as `generate` does. */
  stream(request: StreamRequest): AsyncIterable<string>;
  /** Ends the engine, where it runs in a process of ours. */
  close?(): Promise<void>;
}

/** Sentence vectors for chapters and search. */
export interface Embedder {
  readonly id: string;
  readonly dimensions: number;
  /** L2-normalised vectors, in the order of the texts. Runs off the event loop. */
  embed(texts: string[], signal?: AbortSignal): Promise<Float32Array[]>;
  /** How many tokens of its own vocabulary each text takes, without special tokens. */
  countTokens(texts: string[], signal?: AbortSignal): Promise<number[]>;
  close(): Promise<void>;
}
