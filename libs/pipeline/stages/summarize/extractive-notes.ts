import type {
  Chapter,
  EarlierEpisode,
  EpisodeFacts,
  GlossaryTerm,
  Notes,
  Sentence,
  Tokens,
} from '#contracts';
import { type Evidence, foreignAddresses, isPhraseSaid, mayBeShown } from '../../grounding/index.js';
import { rateExplicit } from './explicit.js';
import { pickDiverse, type Ranked, rankSentences, standsAlone } from './extract.js';
import { findSoundbites, rankOf, shortened } from './soundbites.js';

export interface NotesInput {
  tokens: Tokens;
  chapters: Chapter[];
  episode: EpisodeFacts;
  glossary: GlossaryTerm[];
  earlier: EarlierEpisode[];
}

/** Lengths that directories and apps show without cutting. */
const SHORT_SUMMARY = 280;
const KEY_POINTS = 6;
const QUOTES = 4;

const timed = ({ text, startMs, endMs }: Sentence) => ({ text, startMs, endMs });
const byTime = (a: Ranked, b: Ranked) => a.sentence.startMs - b.sentence.startMs;

/** How central each sentence is to its chapter, best first. */
export function rankEpisode({
  tokens,
  chapters,
}: Pick<NotesInput, 'tokens' | 'chapters'>): Promise<Ranked[]> {
  const starts = chapters.map(({ startMs }, i) =>
    i === 0 ? 0 : tokens.sentences.findIndex((one) => one.startMs >= startMs),
  );
  return rankSentences(
    tokens.sentences,
    starts.filter((start) => start >= 0),
    tokens.keyPhrases.map((phrase) => phrase.text),
  );
}

/** Notes made of the episode's own sentences, verbatim; nothing is written anew, and nothing that speaks to a machine is shown. */
export function extractNotes(
  { tokens, chapters, episode }: NotesInput,
  all: Ranked[],
  evidence: Evidence,
): Notes {
  const mayShow = (one: Sentence) => mayBeShown(one, evidence);
  const ranked = all.filter(({ sentence }) => mayShow(sentence));
  const shown = tokens.sentences.filter(mayShow);
  const phrases = tokens.keyPhrases.map(({ text }) => text).filter((text) => isPhraseSaid(text, evidence));
  const alone = ranked.filter(({ sentence }) => standsAlone(sentence.text));
  const pool = alone.length > 0 ? alone : ranked;
  const points = pickDiverse(pool, KEY_POINTS).sort(byTime);
  const quotes = pickDiverse(
    alone.filter(({ sentence }) => sentence.text.length <= SHORT_SUMMARY),
    QUOTES,
  ).sort(byTime);
  const lead = sayingWhatItIs(shown) ?? pool[0]?.sentence.text ?? '';
  return {
    by: 'extractive',
    model: null,
    degraded: null,
    titleOptions: titleOptions(phrases, chapters, episode),
    oneSentence: shortened(lead, 200),
    summaryShort: shortened(lead, SHORT_SUMMARY),
    summaryLong: points.map(({ sentence }) => sentence.text).join(' '),
    keyPoints: points.map(({ sentence }) => timed(sentence)),
    quotes: quotes.map(({ sentence }) => ({
      ...timed(sentence),
      ...(sentence.speaker === undefined ? {} : { speaker: sentence.speaker }),
    })),
    soundbites: findSoundbites(tokens.sentences, rankOf(ranked), mayShow),
    questions: [],
    keywords: phrases.slice(0, 12),
    people: episode.people.map(({ name }) => name),
    links: evidence.links,
    socialPosts: [],
    explicit: rateExplicit(tokens.sentences.map(({ text }) => text).join(' ')),
    dropped: unlisted(tokens.sentences, evidence),
    withheld: tokens.sentences.filter(({ id }) => evidence.suspect.has(id)).map(timed),
    steps: [],
  };
}

/** Addresses that were said and are not the host's, for the host to see: no link is made of them. */
function unlisted(sentences: Sentence[], evidence: Evidence): Notes['dropped'] {
  const said = new Set(sentences.flatMap(({ text }) => foreignAddresses(text, evidence.links)));
  return [...said].map((text) => ({
    kind: 'link',
    text: text.slice(0, 300),
    reason: 'was only said; write it into the description or the glossary to have it linked',
  }));
}

/** Hosts say early what the episode is about. */
function sayingWhatItIs(sentences: Sentence[]): string | null {
  const early = sentences.slice(0, Math.max(10, sentences.length / 10));
  return early.find(({ text }) => announces.test(text) && standsAlone(text))?.text ?? null;
}
const announces = /\b(?:today|this week|this episode|my guest|on this show)\b/iu;

function titleOptions(keyPhrases: string[], chapters: Chapter[], episode: EpisodeFacts): string[] {
  const phrases = keyPhrases
    .slice(0, 3)
    .map((text) => text.replace(/(^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase()));
  const options = [
    episode.title,
    phrases.length > 1 ? `${phrases[0]} and ${phrases[1]}` : phrases[0],
    chapters.find(({ title }) => title !== 'Introduction')?.title,
  ];
  const titles = [...new Set(options.filter((title): title is string => !!title))];
  return titles.length > 0 ? titles : ['Untitled episode'];
}
