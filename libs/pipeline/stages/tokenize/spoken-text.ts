import type { Edits, Transcript } from '#contracts';
import { mendText } from '../../mend-text.js';
import { wordsHeard } from '../../timeline.js';

/** A word of the published episode: its place in the transcript, and the silence before it. */
export interface SpokenWord {
  index: number;
  text: string;
  startMs: number;
  endMs: number;
  pauseBeforeMs: number;
  speaker?: string;
}

/** Words said in one breath by one speaker: no sentence reaches over its end. */
export type Paragraph = SpokenWord[];

/** A silence that ends a sentence even where the recogniser wrote no full stop. */
const PARAGRAPH_PAUSE_MS = 4_000;
const endsSentence = /[.!?…。！？؟۔।]["'”’)\]]*$/u;

/**
 * The words that stay, mended where others went, in paragraphs. Times stay those of the source.
 *
 * A mark of the transcript ends a paragraph only where a sentence ends or the speaker changes: captions break anywhere.
 */
export function spokenText(transcript: Transcript, edits: Edits): Paragraph[] {
  const heard = wordsHeard(edits.cuts, transcript.words);
  const marks = new Set(transcript.paragraphs);
  const mended = mendText(
    transcript.words.map(({ text }, i) => ({
      text: text.trim(),
      gone: !heard[i] || text.trim() === '',
      startsParagraph: marks.has(i),
    })),
  );
  let kept = 0;
  const paragraphs: Paragraph[] = [];
  let marked = false;
  let previous: SpokenWord | undefined;
  transcript.words.forEach((word, index) => {
    marked ||= marks.has(index);
    if (!heard[index] || word.text.trim() === '') return;
    const text = mended[kept++]!;
    const pauseBeforeMs = Math.max(0, word.startMs - (previous?.endMs ?? word.startMs));
    const spoken: SpokenWord = {
      index,
      text,
      startMs: word.startMs,
      endMs: Math.max(word.startMs, word.endMs),
      pauseBeforeMs,
      ...(word.speaker === undefined ? {} : { speaker: word.speaker }),
    };
    const newSpeaker = previous?.speaker !== spoken.speaker;
    const breaks =
      !previous ||
      pauseBeforeMs >= PARAGRAPH_PAUSE_MS ||
      newSpeaker ||
      (marked && endsSentence.test(previous.text));
    if (breaks) paragraphs.push([]);
    paragraphs.at(-1)!.push(spoken);
    marked = false;
    previous = spoken;
  });
  return paragraphs;
}
