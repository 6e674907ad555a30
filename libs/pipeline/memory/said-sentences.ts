import { createHash } from 'node:crypto';
import type { Span } from '#contracts';
import { wordsIn } from '../grounding/index.js';

/** Shorter sentences ("That is a good question.") are said again by chance. */
const MIN_WORDS = 6;
/** 64 bits of hash, then start and end in milliseconds, 32 bits each. */
const ROW_BYTES = 16;
/** Repeated sentences with less than this between them are one passage. */
const JOIN_MS = 5_000;

/** A sentence by the hash of its words, and when it was said. */
export interface SaidSentence extends Span {
  hash: bigint;
}

export function saidSentences(sentences: (Span & { text: string })[]): SaidSentence[] {
  return sentences.flatMap(({ text, startMs, endMs }) => {
    const words = wordsIn(text);
    if (words.length < MIN_WORDS) return [];
    const hash = createHash('sha256').update(words.join(' ')).digest().readBigUInt64BE();
    return { hash, startMs: Math.round(startMs), endMs: Math.round(endMs) };
  });
}

export function packSentences(sentences: SaidSentence[]): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(sentences.length * ROW_BYTES);
  for (const [i, { hash, startMs, endMs }] of sentences.entries()) {
    bytes.writeBigUInt64BE(hash, i * ROW_BYTES);
    bytes.writeUInt32BE(startMs, i * ROW_BYTES + 8);
    bytes.writeUInt32BE(endMs, i * ROW_BYTES + 12);
  }
  return bytes;
}

export function unpackSentences(packed: Uint8Array): SaidSentence[] {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  return Array.from({ length: bytes.length / ROW_BYTES }, (_, i) => ({
    hash: bytes.readBigUInt64BE(i * ROW_BYTES),
    startMs: bytes.readUInt32BE(i * ROW_BYTES + 8),
    endMs: bytes.readUInt32BE(i * ROW_BYTES + 12),
  }));
}

/** A stretch of this episode whose sentences were said in the same words in others. */
export interface RepeatedSpan extends Span {
  /** Where its first repeated sentence was said, once for each other episode. */
  seenIn: { episodeId: string; startMs: number }[];
}

/**
 * Stretches that were said before, word for word: an intro that is read out, a sponsor's text.
 *
 * @param others the sentences of other episodes, by episode
 */
export function repeatedSpans(here: SaidSentence[], others: Map<string, SaidSentence[]>): RepeatedSpan[] {
  const places = new Map<bigint, Map<string, number>>();
  for (const [episodeId, sentences] of others)
    for (const { hash, startMs } of sentences) {
      const at = places.get(hash) ?? new Map<string, number>();
      if (!at.has(episodeId)) at.set(episodeId, startMs);
      places.set(hash, at);
    }
  const spans: RepeatedSpan[] = [];
  for (const { hash, startMs, endMs } of here) {
    const seen = places.get(hash);
    if (!seen) continue;
    const last = spans.at(-1);
    if (last && startMs - last.endMs <= JOIN_MS) {
      last.endMs = endMs;
      const known = new Set(last.seenIn.map(({ episodeId }) => episodeId));
      for (const [episodeId, at] of seen)
        if (!known.has(episodeId)) last.seenIn.push({ episodeId, startMs: at });
    } else
      spans.push({
        startMs,
        endMs,
        seenIn: [...seen].map(([episodeId, at]) => ({ episodeId, startMs: at })),
      });
  }
  return spans;
}
