import type { Cut, Rendered, Transcript, TranscriptView } from '#contracts';
import { publishedTimeline, wordsHeard } from '#pipeline';

/** The transcript as it was recorded. */
export const sourceView = (transcript: Transcript): TranscriptView => ({
  time: 'source',
  language: transcript.language,
  engine: transcript.engine,
  timing: transcript.timing,
  words: transcript.words,
  paragraphs: transcript.paragraphs,
  corrections: transcript.corrections,
});

/** The transcript as listeners hear it: words that were cut or muted are gone, the rest stands in published time. */
export function publishedView(
  transcript: Transcript,
  cuts: readonly Cut[],
  rendered: Rendered,
): TranscriptView {
  const heard = wordsHeard(cuts, transcript.words);
  const timeline = publishedTimeline(rendered);
  const starts = new Set(transcript.paragraphs);
  const view: TranscriptView = {
    ...sourceView(transcript),
    time: 'published',
    words: [],
    paragraphs: [],
    corrections: [],
  };
  let beginsParagraph = true;
  for (const [index, word] of transcript.words.entries()) {
    beginsParagraph ||= starts.has(index);
    if (!heard[index]) continue;
    if (beginsParagraph) view.paragraphs.push(view.words.length);
    beginsParagraph = false;
    const startMs = timeline.toPublished(word.startMs);
    view.words.push({ ...word, startMs, endMs: Math.max(startMs, timeline.toPublished(word.endMs)) });
  }
  return view;
}
