/** A word of the transcript, and whether it stays. */
export interface MarkedWord {
  text: string;
  gone: boolean;
  startsParagraph: boolean;
}

const sentenceEnd = /([.?!…。！？]+)["'”’»)\]]*$/u;
const softEnd = /(\s*[,;:–—-]+)$/u;
const opening = /^["“„«([]+/u;
const closing = /["”»)\]]+$/u;

const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * The texts of the words that stay, so that they read whole where others were taken out between them:
 * a sentence whose first word went begins with a capital, one whose last word went keeps its full stop,
 * and the comma that stood before the gap goes with the one that stood behind it.
 * Words that border no gap stay as they are. One text a kept word, in order.
 */
export function mendText(words: MarkedWord[]): string[] {
  const texts: string[] = [];
  const kept: MarkedWord[] = [];
  let gap: MarkedWord[] = [];
  for (const word of [...words, undefined]) {
    if (word?.gone) {
      gap.push(word);
      continue;
    }
    const next = word?.text;
    if (gap.length > 0) {
      const before = texts.at(-1);
      const joint = mendGap(before, gap, next, kept, word?.startsParagraph ?? true);
      if (before !== undefined) texts[texts.length - 1] = joint.before;
      if (joint.next !== undefined) texts.push(joint.next);
      gap = [];
    } else if (next !== undefined) texts.push(next);
    if (word) kept.push(word);
  }
  return texts;
}

function mendGap(
  before: string | undefined,
  gap: MarkedWord[],
  next: string | undefined,
  kept: MarkedWord[],
  endsParagraph: boolean,
) {
  const opened = before === undefined || sentenceEnd.test(before) || (gap[0]?.startsParagraph ?? false);
  const closesHere = endsParagraph || startsUpper(next);
  return {
    before:
      before === undefined || gap[0]?.startsParagraph
        ? (before ?? '')
        : mendEnd(before, gap, kept, closesHere),
    next: next !== undefined && opened ? capitalise(moveOpening(gap, next)) : next,
  };
}

/** What the last word before a gap takes over from it. */
function mendEnd(before: string, gap: MarkedWord[], kept: MarkedWord[], closesHere: boolean): string {
  const last = gap.at(-1)!.text;
  const quotes = closing.exec(last)?.[0] ?? '';
  const orphanQuotes = quotes !== '' && !gap.some((word) => opening.test(word.text)) ? quotes : '';
  if (sentenceEnd.test(before)) return before;

  const mark = sentenceEnd.exec(last)?.[1];
  if (mark && closesHere) return before.replace(softEnd, '') + mark + orphanQuotes;
  if (repeats(kept, gap)) return before.replace(softEnd, '') + (softEnd.exec(last)?.[0] ?? '');
  if (softEnd.test(before) && softEnd.test(last) && !isDash(before)) return before.replace(softEnd, '');
  return before + orphanQuotes;
}

/** A hyphen inside a name or a broken-off word is no comma. */
const isDash = (text: string) => /\p{L}-$/u.test(text);

/** The gap says again what was said just before it: then what followed it follows the first saying. */
function repeats(kept: MarkedWord[], gap: MarkedWord[]): boolean {
  const said = kept.slice(-gap.length).map((word) => bare(word.text));
  return said.length === gap.length && gap.every((word, index) => bare(word.text) === said[index]);
}

function moveOpening(gap: MarkedWord[], next: string): string {
  const quotes = opening.exec(gap[0]!.text)?.[0];
  return quotes && !opening.test(next) && !gap.some((word) => closing.test(word.text)) ? quotes + next : next;
}

const startsUpper = (text: string | undefined) => text === undefined || /^[^\p{L}\p{N}]*\p{Lu}/u.test(text);

/** Not for names that begin small on purpose (iPhone, eBay), nor for addresses. */
function capitalise(text: string): string {
  if (/^[^\p{L}]*\p{Ll}\p{Ll}?\p{Lu}/u.test(text) || /[./@]\p{L}/u.test(text)) return text;
  return text.replace(
    /^([^\p{L}\p{N}]*)(\p{Ll})/u,
    (_all, marks: string, letter: string) => marks + letter.toUpperCase(),
  );
}
