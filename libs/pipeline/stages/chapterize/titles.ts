import type { Sentence } from '#contracts';
import { contentRuns, isStopWord, readCue } from '#language';
import { announcedTopic } from './announced-topic.js';

/** Podcast apps cut longer ones. */
export const MAX_TITLE = 60;
/** A subject is named in the first breath of its chapter. */
const OPENING_SENTENCES = 3;
const KEYWORDS = 6;

export interface Named {
  title: string;
  keywords: string[];
}

/**
 * Titles and keywords from the chapters' own words: what the hand-over names, else the phrases that are most the chapter's own.
 *
 * @param chapters the sentences of each chapter, in order
 */
export function extractTitles(chapters: Sentence[][]): Named[] {
  const names = namesOf(chapters.flat());
  const counts = chapters.map((sentences) => phraseCounts(sentences, names));
  const everywhere = new Map<string, number>();
  for (const chapter of counts)
    for (const phrase of chapter.keys()) everywhere.set(phrase, (everywhere.get(phrase) ?? 0) + 1);
  const taken = new Set<string>();
  return counts.map((chapter, c) => {
    const keywords = ownPhrases(chapter, everywhere, chapters.length);
    const options = [
      c > 0 ? announced(chapters[c]!) : null,
      c === 0 && chapters.length > 1 ? 'Introduction' : null,
      fromKeywords(keywords),
    ];
    const title = options.find((option) => option && !taken.has(option)) ?? `Part ${c + 1}`;
    taken.add(title);
    return { title, keywords };
  });
}

function announced(sentences: Sentence[]): string | null {
  for (const { text } of sentences.slice(0, OPENING_SENTENCES)) {
    const cue = readCue(text);
    if (!cue.ordinal && !cue.invitation && !cue.transition && !cue.question) continue;
    const topic = announcedTopic(text, (word) => !isStopWord(word.replace(/[^\p{L}\p{N}]/gu, '')));
    if (topic && topic.length <= MAX_TITLE) return titleCase(topic);
  }
  return null;
}

type Phrases = Map<string, { count: number; written: string }>;

/** The phrases that this chapter has and others have not (tf × idf over chapters), none sharing a word with a better one. */
function ownPhrases(chapter: Phrases, everywhere: Map<string, number>, chapters: number): string[] {
  const ranked = [...chapter]
    .map(([phrase, { count, written }]) => {
      const words = phrase.split(' ').length;
      const rarity = Math.log(1 + chapters / everywhere.get(phrase)!);
      return { phrase, written, score: (count - (words > 1 ? 0 : 0.5)) * rarity * words };
    })
    .sort((a, b) => b.score - a.score || a.phrase.localeCompare(b.phrase));
  const used = new Set<string>();
  const own: string[] = [];
  for (const { phrase, written } of ranked) {
    const stems = phrase.split(' ').map((word) => word.slice(0, 5));
    if (own.length < KEYWORDS && !stems.some((stem) => used.has(stem))) {
      own.push(written);
      for (const stem of stems) used.add(stem);
    }
  }
  return own;
}

function fromKeywords(keywords: string[]): string | null {
  const [first, second] = keywords.map(titleCase);
  if (!first) return null;
  const both = second ? `${first} and ${second}` : first;
  return both.length <= MAX_TITLE ? both : first.length <= MAX_TITLE ? first : null;
}

const lowerInside = /^(?:a|an|and|as|at|but|by|for|from|in|into|of|on|or|the|to|vs|with|your|our)$/iu;

/** Every word with a capital but the small ones inside; what is already written with capitals stays. */
export const titleCase = (phrase: string): string =>
  phrase
    .split(' ')
    .map((word, i) =>
      i > 0 && lowerInside.test(word)
        ? word.toLowerCase()
        : /\p{Lu}/u.test(word)
          ? word
          : word.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()),
    )
    .join(' ');

/** First names of the speakers: said often, never a subject. */
function namesOf(sentences: Sentence[]): Set<string> {
  return new Set(sentences.flatMap(({ speaker }) => speaker?.toLowerCase().split(/\s+/u) ?? []));
}

function phraseCounts(sentences: Sentence[], names: Set<string>): Phrases {
  const counts: Phrases = new Map();
  for (const { text } of sentences)
    for (const run of contentRuns(text))
      for (let size = 1; size <= 2; size++)
        for (let i = 0; i + size <= run.length; i++) {
          const words = run.slice(i, i + size);
          const phrase = words.join(' ').toLowerCase();
          if (words.some((word) => names.has(word.toLowerCase()))) continue;
          const seen = counts.get(phrase);
          if (seen) seen.count++;
          else counts.set(phrase, { count: 1, written: words.join(' ') });
        }
  return counts;
}
