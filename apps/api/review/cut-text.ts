import type { Cut, CutView, Word } from '#contracts';

/** Enough on each side to recognise the place. */
const wordsAround = 8;

/** Says in words where a cut is: what it takes, what stands before and after. */
export function withText(cut: Cut, words: readonly Word[]): CutView {
  const { start, end } = cut.words ?? placeOf(cut, words);
  const text = (from: number, to: number) =>
    words
      .slice(Math.max(0, from), to)
      .map((word) => word.text.trim())
      .join(' ');
  return {
    ...cut,
    text: text(start, end),
    before: text(start - wordsAround, start),
    after: text(end, end + wordsAround),
  };
}

/** A cut that takes no words lies before the first word that begins after its start. */
function placeOf(cut: Cut, words: readonly Word[]): { start: number; end: number } {
  const next = words.findIndex((word) => word.startMs >= cut.startMs);
  const index = next === -1 ? words.length : next;
  return { start: index, end: index };
}
