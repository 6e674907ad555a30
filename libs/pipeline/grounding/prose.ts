/** Sentences that say nothing about the episode, or speak of the writer. */
const emptyTalk =
  /\b(?:as an ai|language model|i'm sorry|i am sorry|apologi[sz]e|unfortunately,? i|i cannot|i can't|here is the|here are the|delve|dive deep|deep dive|tune in|buckle up|don't miss|game.changer)\b/iu;
const openings =
  /^(?:in this (?:episode|podcast|show),?\s*(?:of [^,]{1,60},\s*)?(?:we|the hosts?|the speakers?|they)?\s*(?:also\s+)?)/iu;

/** Prose without emojis, markup, exclamation marks, apologies and stock phrases. */
export function pruneProse(text: string): string {
  const plain = text
    .replace(/\p{Extended_Pictographic}|\uFE0F|\u200D/gu, '')
    .replace(/<[^>]*>|[*_`#]+/gu, '')
    .replace(/!+/gu, '.')
    .replace(/\.{2,}/gu, '.')
    .replace(/\s+/gu, ' ')
    .trim();
  return sentencesOf(plain)
    .filter((sentence) => !emptyTalk.test(sentence))
    .map((sentence) => capitalised(sentence.replace(openings, '')))
    .join(' ');
}

/** Sentences of a few lines of written prose. */
export const sentencesOf = (text: string): string[] =>
  [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => segment.trim())
    .filter(Boolean);

const capitalised = (text: string) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
