import type { Edits, Transcript } from '#contracts';
import type { PublishedTranscript } from '#feed';
import { mendText } from '../../mend-text.js';
import { wordsHeard } from '../../timeline.js';

/** Source milliseconds to published milliseconds; a moment that was cut out becomes the splice. */
export type ToPublished = (sourceMs: number) => number;

/** The words listeners get: those that no effective cut takes, mended at the gaps, in published time. */
export function publishedTranscript(
  transcript: Transcript,
  edits: Edits,
  toPublished: ToPublished,
): PublishedTranscript {
  const heard = wordsHeard(edits.cuts, transcript.words);
  const starts = new Set(transcript.paragraphs);
  const marked = transcript.words.map((word, index) => ({
    text: word.text.trim(),
    gone: !heard[index] || word.text.trim() === '',
    startsParagraph: starts.has(index),
  }));
  const texts = mendText(marked);
  const paragraphs: number[] = [];
  const words: PublishedTranscript['words'] = [];
  let breaks = true;
  let freeMs = 0;
  for (const [index, word] of transcript.words.entries()) {
    breaks ||= starts.has(index);
    if (marked[index]?.gone) continue;
    if (breaks) paragraphs.push(words.length);
    breaks = false;
    const startMs = Math.max(freeMs, toPublished(word.startMs));
    freeMs = Math.max(startMs, toPublished(word.endMs));
    words.push({
      text: texts[words.length]!,
      startMs,
      endMs: freeMs,
      ...(word.speaker && { speaker: word.speaker }),
    });
  }
  return { language: transcript.language, words, paragraphs };
}
