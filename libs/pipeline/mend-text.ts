/** A word of the transcript, and whether it stays. */
export interface MarkedWord {
  text: string;
  gone: boolean;
  startsParagraph: boolean;
}

/** An ellipsis trails off; it ends nothing. */
const sentenceEnd = /(?<!\.)([.?!。！？])["'”’»)\]]*$/u;
const softEnd = /\s*[,;:–—]+$/u;
const openingQuotes = /^["“„«([]+/u;
const closingQuotes = /["”»)\]]+$/u;

/** Between two commas this many words are an aside; more are a clause, and what stood before them keeps its comma. */
const LONGEST_ASIDE = 3;

/**
 * The texts of the words that stay, so that they read whole where others were taken out between them:
 * a sentence whose first word went begins with a capital, one whose last word went keeps its full stop,
 * and the comma before an aside goes with the aside. Words that border no gap stay as they are.
 * One text a kept word, in order.
 */
export function mendText(words: MarkedWord[]): string[] {
  const texts: string[] = [];
  let said: MarkedWord[] = [];
  let gap: MarkedWord[] = [];
  const close = (next?: MarkedWord) => {
    const before = texts.pop();
    const { end, opens } = mendGap(before, said, gap, next);
    if (end !== undefined) texts.push(end);
    return opens;
  };
  for (const word of words) {
    if (word.gone) {
      gap.push(word);
      continue;
    }
    const opens = gap.length > 0 && close(word);
    const text = openedQuotes(gap) + word.text;
    texts.push(opens ? capitalise(text) : text);
    said = [...said.slice(-LONGEST_ASIDE), word];
    gap = [];
  }
  if (gap.length > 0) close();
  return texts;
}

/** What the word before a gap becomes, and whether the word after it opens a sentence. */
function mendGap(
  before: string | undefined,
  said: MarkedWord[],
  gap: MarkedWord[],
  next: MarkedWord | undefined,
) {
  const border = [...gap, next].findIndex((word) => word === undefined || word.startsParagraph);
  const rest = border === -1 ? gap : gap.slice(0, border);
  const endIndex = rest.findLastIndex(({ text }) => sentenceEnd.test(text));
  const follower = rest[endIndex + 1] ?? (border === -1 ? next : undefined);
  const ended = endIndex >= 0 && (follower === undefined || startsUpper(follower.text));
  const opens = before === undefined || sentenceEnd.test(before) || ended || border !== -1;
  if (before === undefined || rest.length === 0 || sentenceEnd.test(before)) return { end: before, opens };
  if (ended) return { end: endSentence(before, rest[endIndex]!.text, rest), opens };
  return { end: dropComma(before, said, rest) + orphanQuotes(rest), opens };
}

/** A cut question tag leaves a statement, so that every mark becomes a full stop. */
function endSentence(before: string, last: string, gap: MarkedWord[]): string {
  const stop = /[。！？]["'”’»)\]]*$/u.test(last) ? '。' : '.';
  return before.replace(softEnd, '') + stop + orphanQuotes(gap);
}

function dropComma(before: string, said: MarkedWord[], gap: MarkedWord[]): string {
  const aside = softEnd.test(gap.at(-1)!.text) && openedQuotes(gap) === '';
  if (repeats(said, gap)) return aside ? before : before.replace(softEnd, '');
  return aside && gap.length <= LONGEST_ASIDE ? before.replace(softEnd, '') : before;
}

const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** The gap says again what was said just before it. */
function repeats(said: MarkedWord[], gap: MarkedWord[]): boolean {
  const first = said.slice(-gap.length);
  return (
    first.length === gap.length && gap.every(({ text }, index) => bare(text) === bare(first[index]!.text))
  );
}

/** Quotes that close in the gap but opened before it. */
const orphanQuotes = (gap: MarkedWord[]) =>
  gap.some(({ text }) => openingQuotes.test(text)) ? '' : (closingQuotes.exec(gap.at(-1)!.text)?.[0] ?? '');

/** Quotes that open in the gap but close after it. */
const openedQuotes = (gap: MarkedWord[]) =>
  gap.some(({ text }) => closingQuotes.test(text)) ? '' : (openingQuotes.exec(gap[0]?.text ?? '')?.[0] ?? '');

const startsUpper = (text: string) => /^[^\p{L}\p{N}]*[\p{Lu}\p{Lo}]/u.test(text);

/** Not for names that begin small on purpose (iPhone, eBay), nor for addresses. */
function capitalise(text: string): string {
  if (/^[^\p{L}]*\p{Ll}\p{Ll}?\p{Lu}/u.test(text) || /[./@]\p{L}/u.test(text)) return text;
  return text.replace(
    /^([^\p{L}\p{N}]*)(\p{Ll})/u,
    (_all, marks: string, letter: string) => marks + letter.toUpperCase(),
  );
}
