import type { Passage } from './parsed-transcript.js';

const sentenceEnd = /[.?!…]["”’)]?$/;
/** Captions of less text than this are pieces of paragraphs; longer ones are paragraphs of their own. */
const longestCaption = 240;
const comfortableParagraph = 500;
const paragraphPauseMs = 2_000;

/** Joins captions into paragraphs: the same speaker, an unfinished sentence or a paragraph that is still short. */
export function joinCaptions(passages: Passage[]): Passage[] {
  let length = 0;
  return passages.map((passage, i) => {
    const before = passages[i - 1];
    const joins = before !== undefined && goesOn(before, passage, length);
    length = passage.text.length + (joins ? length : 0);
    return { ...passage, joins };
  });
}

function goesOn(before: Passage, passage: Passage, paragraphLength: number): boolean {
  if (before.speaker !== passage.speaker && passage.speaker !== undefined) return false;
  if (!sentenceEnd.test(before.text)) return true;
  const pauseMs = (passage.startMs ?? 0) - (before.endMs ?? passage.startMs ?? 0);
  return (
    before.text.length < longestCaption &&
    paragraphLength < comfortableParagraph &&
    pauseMs < paragraphPauseMs
  );
}
