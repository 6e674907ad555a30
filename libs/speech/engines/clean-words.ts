import { bare } from '../fillers/hesitations.js';
import { loopedTail } from '../whisper/repetition.js';

/**
 * Takes out words that only repeat the phrase before them, by the rule that ends the ONNX decoder's loops: whisper.cpp
 * and servers write a loop to its end.
 * @returns what stays, and the looped text; empty when there was none
 */
export function takeOutLoops<T extends { text: string }>(words: T[]): { words: T[]; loopedText: string } {
  const numbers = new Map<string, number>();
  const said = words.map(({ text }) => {
    const key = bare(text) || text;
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key)!;
  });
  const looped = new Set<number>();
  for (let end = 1; end <= said.length; end++)
    for (let back = loopedTail(said.slice(0, end)); back > 0; back--) looped.add(end - back);
  return {
    words: words.filter((_, i) => !looped.has(i)),
    loopedText: words
      .filter((_, i) => looped.has(i))
      .map(({ text }) => text)
      .join(' '),
  };
}

const opening = /^[[(♪*]/;
const closing = /[\])♪*][.,!?]?$/;
/** A tag such as [wind blowing] is short: a bracket that stays open for longer was no tag. */
const longestTagWords = 6;

/** Takes out what Whisper writes of sounds that are no speech: [BLANK_AUDIO], (wind blowing), ♪ la la ♪. */
export function takeOutTags<T extends { text: string }>(words: T[]): T[] {
  const kept: T[] = [];
  for (let i = 0; i < words.length; i++) {
    const tagEnd = opening.test(words[i]!.text)
      ? words.slice(i, i + longestTagWords).findIndex(({ text }) => closing.test(text))
      : -1;
    if (tagEnd < 0) kept.push(words[i]!);
    else i += tagEnd;
  }
  return kept;
}

/** Brings times into the chunk and into order; what an engine gives may be anything. */
export function inOrder<T extends { startMs: number; endMs: number }>(words: T[], durationMs: number): T[] {
  let atMs = 0;
  return words.map((word) => {
    const startMs = Math.min(Math.max(word.startMs, atMs), durationMs);
    atMs = startMs;
    return { ...word, startMs, endMs: Math.min(Math.max(word.endMs, startMs), durationMs) };
  });
}
