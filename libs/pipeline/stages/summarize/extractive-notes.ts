import type { Chapter, EpisodeFacts, GlossaryTerm, Notes, Sentence, Tokens } from '#contracts';
import { rateExplicit } from './explicit.js';
import { pickDiverse, type Ranked, rankSentences, standsAlone } from './extract.js';
import { spokenLinks } from './links.js';
import { findSoundbites, shortened } from './soundbites.js';

export interface NotesInput {
  tokens: Tokens;
  chapters: Chapter[];
  episode: EpisodeFacts;
  glossary: GlossaryTerm[];
}

/** Lengths that directories and apps show without cutting. */
const SHORT_SUMMARY = 280;
const KEY_POINTS = 6;
const QUOTES = 4;

const timed = ({ text, startMs, endMs }: Sentence) => ({ text, startMs, endMs });
const byTime = (a: Ranked, b: Ranked) => a.sentence.startMs - b.sentence.startMs;

/** Notes made of the episode's own sentences, verbatim; nothing is written anew. */
export async function extractNotes({ tokens, chapters, episode }: NotesInput): Promise<Notes> {
  const { sentences } = tokens;
  const text = sentences.map((sentence) => sentence.text).join(' ');
  const starts = chapters.map(({ startMs }, i) =>
    i === 0 ? 0 : sentences.findIndex((one) => one.startMs >= startMs),
  );
  const ranked = await rankSentences(
    sentences,
    starts.filter((start) => start >= 0),
    tokens.keyPhrases.map((phrase) => phrase.text),
  );
  const alone = ranked.filter(({ sentence }) => standsAlone(sentence.text));
  const pool = alone.length > 0 ? alone : ranked;
  const points = pickDiverse(pool, KEY_POINTS).sort(byTime);
  const quotes = pickDiverse(
    alone.filter(({ sentence }) => sentence.text.length <= SHORT_SUMMARY),
    QUOTES,
  ).sort(byTime);
  const lead = sayingWhatItIs(sentences) ?? pool[0]?.sentence.text ?? '';
  return {
    by: 'extractive',
    model: null,
    degraded: null,
    titleOptions: titleOptions(tokens, chapters, episode),
    oneSentence: shortened(lead, 200),
    summaryShort: shortened(lead, SHORT_SUMMARY),
    summaryLong: points.map(({ sentence }) => sentence.text).join(' '),
    keyPoints: points.map(({ sentence }) => timed(sentence)),
    quotes: quotes.map(({ sentence }) => ({
      ...timed(sentence),
      ...(sentence.speaker === undefined ? {} : { speaker: sentence.speaker }),
    })),
    soundbites: findSoundbites(sentences, ranked),
    questions: [],
    keywords: tokens.keyPhrases.slice(0, 12).map((phrase) => phrase.text),
    people: episode.people.map(({ name }) => name),
    links: spokenLinks(text),
    socialPosts: [],
    explicit: rateExplicit(text),
    dropped: [],
    steps: [],
  };
}

/** Hosts say early what the episode is about. */
function sayingWhatItIs(sentences: Sentence[]): string | null {
  const early = sentences.slice(0, Math.max(10, sentences.length / 10));
  return early.find(({ text }) => announces.test(text) && standsAlone(text))?.text ?? null;
}
const announces = /\b(?:today|this week|this episode|my guest|on this show)\b/iu;

function titleOptions({ keyPhrases }: Tokens, chapters: Chapter[], episode: EpisodeFacts): string[] {
  const phrases = keyPhrases
    .slice(0, 3)
    .map(({ text }) => text.replace(/(^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase()));
  const options = [
    episode.title,
    phrases.length > 1 ? `${phrases[0]} and ${phrases[1]}` : phrases[0],
    chapters.find(({ title }) => title !== 'Introduction')?.title,
  ];
  const titles = [...new Set(options.filter((title): title is string => !!title))];
  return titles.length > 0 ? titles : ['Untitled episode'];
}
