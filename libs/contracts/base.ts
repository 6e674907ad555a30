import { z } from 'zod';

/** Milliseconds from the start of the source recording, unless a name says `published`. */
export const ms = z.number().nonnegative();

/** A stored object, addressed by the SHA-256 of its bytes. */
export const objectRef = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().nonnegative(),
  /** Media type, such as `audio/mpeg`. */
  type: z.string(),
});
export type ObjectRef = z.infer<typeof objectRef>;

/** Half-open stretch of source time: [startMs, endMs). */
export const span = z.object({ startMs: ms, endMs: ms });
export type Span = z.infer<typeof span>;

/** Probability-like certainty, 0 to 1. */
export const confidence = z.number().min(0).max(1);

/** ISO 639-1 code, such as `en`, or `auto` where a setting asks for detection. */
export const language = z.string().min(2).max(12);

/** Who made a text: a person, a language model, or rules that only extract. */
export const provenance = z.enum(['human', 'llm', 'extractive']);
export type Provenance = z.infer<typeof provenance>;

/** Which workers run a stage: `speech` needs the transcription engine, `llm` waits on a language model, `cpu` is the rest. */
export const queueName = z.enum(['cpu', 'speech', 'llm']);
export type QueueName = z.infer<typeof queueName>;

export const cutKind = z.enum(['filler', 'notification', 'pause', 'other']);
