import type { Word } from '#contracts';

/** Every word keeps some time of its own, however many speak at once. */
const shortestMs = 10;

/**
 * Puts the words of several speakers into one line: by their start, none overlapping, none lost, all inside the
 * recording. Where people talk at once their words alternate; a word ends where the next begins, and the last of them
 * lasts until all have ended, so that no pause is seen where somebody still speaks.
 */
export function inTimeOrder(words: Word[], durationMs: number): Word[] {
  const line = [...words].sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
  const own = Math.min(shortestMs, durationMs / Math.max(1, line.length));
  const starts = line.map(({ startMs }) => startMs);
  for (let i = 1; i < starts.length; i++) starts[i] = Math.max(starts[i]!, starts[i - 1]! + own);
  for (let i = starts.length - 1; i >= 0; i--)
    starts[i] = Math.max(0, Math.min(starts[i]!, (starts[i + 1] ?? durationMs) - own));
  let latestMs = 0;
  return line.map((word, i) => {
    latestMs = Math.max(latestMs, word.endMs, starts[i]! + own);
    return { ...word, startMs: starts[i]!, endMs: Math.min(latestMs, starts[i + 1] ?? durationMs) };
  });
}

/** Hesitations under somebody else's words are left out: cutting one would cut the other's words. In order of start. */
export function hesitationsUnderSpeech(words: Word[]): Set<Word> {
  const under = new Set<Word>();
  let before: Word | undefined;
  for (const [i, word] of words.entries()) {
    const after = words[i + 1];
    const overlaps = (before && before.endMs > word.startMs) || (after && after.startMs < word.endMs);
    if (word.kind === 'filler' && overlaps) under.add(word);
    if (!before || word.endMs > before.endMs) before = word;
  }
  return under;
}
