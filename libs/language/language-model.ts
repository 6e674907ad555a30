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
  /** With a schema the answer is parsed against it; an answer that does not fit rejects. */
  schema?: z.ZodType;
  maxTokens: number;
  temperature?: number;
  signal: AbortSignal;
}

export interface GenerateResult {
  text: string;
  /** The parsed answer when a schema was given. */
  object?: unknown;
  toolCalls: ToolCall[];
  usage: { inputTokens: number; outputTokens: number };
}

/** One language model, wherever it runs. */
export interface LanguageModel {
  /** Such as `openai-compatible:llama3.1`. */
  readonly id: string;
  readonly contextTokens: number;
  readonly features: { tools: 'native' | 'emulated' | 'none'; jsonSchema: 'enforced' | 'hinted' | 'none' };
  countTokens(text: string): number;
  generate(request: GenerateRequest): Promise<GenerateResult>;
}

/** Sentence vectors for chapters and search. */
export interface Embedder {
  readonly id: string;
  readonly dimensions: number;
  /** L2-normalised vectors, in the order of the texts. Runs off the event loop. */
  embed(texts: string[], signal?: AbortSignal): Promise<Float32Array[]>;
  close(): Promise<void>;
}
