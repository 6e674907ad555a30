import type { Transcript } from '#contracts';

interface Pace extends Partial<Transcript> {
  wordMs?: number;
  /** From the start of a word to that of the next; without it words follow at once. */
  everyMs?: number;
  /** Of each `|` among the words. */
  pauseMs?: number;
}

/** A transcript of these words, one after the other at one pace; `|` stands for a pause. */
export function spoken(
  text: string,
  { wordMs = 300, everyMs = wordMs, pauseMs = 500, ...more }: Pace = {},
): Transcript {
  const words: Transcript['words'] = [];
  let at = 0;
  for (const token of text.split(/\s+/u).filter(Boolean)) {
    if (token !== '|') words.push({ text: token, startMs: at, endMs: at + wordMs, confidence: 1 });
    at += token === '|' ? pauseMs : everyMs;
  }
  return {
    language: 'en',
    engine: { name: 'test', model: 'test' },
    timing: 'measured',
    words,
    paragraphs: words.length > 0 ? [0] : [],
    speech: [],
    corrections: [],
    dropped: [],
    ...more,
  };
}
