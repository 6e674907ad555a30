import type { Notes, Sentence } from '#contracts';
import {
  type Evidence,
  faultOf,
  foreignAddresses,
  isPhraseSaid,
  mayBeShown,
  normalised,
  pruneProse,
  sentencesOf,
} from '../../grounding/index.js';
import type { Draft } from './draft.js';
import { MAX_BITE_MS, MIN_BITE_MS, type RankOf, scoreBites } from './soundbites.js';

const MAX_TITLE = 100;
const MAX_SHORT = 280;
/** How many sentences around a cited one may hold what is claimed. */
const NEARBY = 3;

/**
 * The draft, with everything taken out that the transcript and tool results do not bear out. Quotes and times come from the
 * transcript itself; a field that does not survive keeps its extract.
 */
export function checkNotes(
  draft: Draft,
  extract: Notes,
  sentences: Sentence[],
  evidence: Evidence,
  rankOf: RankOf,
): Notes {
  const check = checksAgainst(sentences, evidence);
  const titles = draft.titleOptions.flatMap(check.title);
  const keyPoints = draft.keyPoints.flatMap(check.keyPoint).sort(byStart);
  const quotes = draft.quotes.flatMap(check.quote).sort(byStart);
  const soundbites = scoreBites(draft.soundbites.flatMap(check.soundbite), sentences, rankOf);
  const keywords = draft.keywords.flatMap(check.keyword);
  const oneSentence = sentencesOf(check.prose('summary', draft.oneSentence))[0];
  const summaryShort = fitted(check.prose('summary', draft.summaryShort), MAX_SHORT);
  const summaryLong = check.prose('summary', draft.summaryLong);
  const held = !!(oneSentence || summaryShort || summaryLong);
  return {
    ...extract,
    by: held ? 'llm' : 'extractive',
    degraded: held ? null : 'nothing that the language model wrote could be verified',
    titleOptions: titles.length > 0 ? [...new Set(titles)] : extract.titleOptions,
    oneSentence: oneSentence || extract.oneSentence,
    summaryShort: summaryShort || extract.summaryShort,
    summaryLong: summaryLong || extract.summaryLong,
    keyPoints: keyPoints.length > 0 ? keyPoints : extract.keyPoints,
    quotes: quotes.length > 0 ? quotes : extract.quotes,
    soundbites: soundbites.length > 0 ? soundbites : extract.soundbites,
    questions: draft.questions.flatMap(check.question),
    keywords: keywords.length > 0 ? [...new Set(keywords)] : extract.keywords,
    socialPosts: draft.socialPosts.flatMap(check.socialPost),
    dropped: [...extract.dropped, ...check.dropped],
  };
}

const byStart = (a: { startMs: number }, b: { startMs: number }) => a.startMs - b.startMs;

/** One check for each kind of thing in a draft: an empty list when it does not hold, and a note of why in `dropped`. */
function checksAgainst(sentences: Sentence[], evidence: Evidence) {
  const dropped: Notes['dropped'] = [];
  const place = new Map(sentences.map(({ id }, i) => [id, i]));
  const drop = (kind: string, text: string, reason: string): [] => {
    dropped.push({ kind, text: text.slice(0, 300), reason });
    return [];
  };
  const at = (kind: string, id: string, text: string): number | undefined => {
    const index = place.get(id);
    if (index === undefined) drop(kind, text, `there is no sentence ${id}`);
    else if (!mayBeShown(sentences[index]!, evidence)) {
      drop(kind, text, 'stands where the machine was spoken to, or an address was');
      return undefined;
    }
    return index;
  };
  const around = (index: number) =>
    sentences
      .slice(Math.max(0, index - NEARBY), index + NEARBY + 1)
      .map(({ text }) => text)
      .join(' ');
  const prose = (kind: string, text: string) => checkProse(kind, text, evidence, drop);

  return {
    dropped,
    prose,
    title: (title: string): string[] => checkTitle(title, evidence, drop),
    keyPoint({ text, sentence }: Draft['keyPoints'][number]): Notes['keyPoints'] {
      const index = at('key point', sentence, text);
      const checked = index === undefined ? '' : prose('key point', text);
      if (index === undefined || !checked) return [];
      if (!sharesSubject(checked, around(index)))
        return drop('key point', checked, 'is not about the sentence it names');
      const { startMs, endMs } = sentences[index]!;
      return [{ text: checked, startMs, endMs }];
    },
    quote({ sentence }: Draft['quotes'][number]): Notes['quotes'] {
      const index = at('quote', sentence, sentence);
      if (index === undefined) return [];
      const { text, startMs, endMs, speaker } = sentences[index]!;
      return [{ text, startMs, endMs, ...(speaker === undefined ? {} : { speaker }) }];
    },
    soundbite({
      first,
      last,
      title,
    }: Draft['soundbites'][number]): Omit<Notes['soundbites'][number], 'score'>[] {
      const from = at('soundbite', first, title);
      const to = at('soundbite', last, title);
      if (from === undefined || to === undefined) return [];
      const { startMs } = sentences[from]!;
      const { endMs } = sentences[to]!;
      if (endMs - startMs < MIN_BITE_MS || endMs - startMs > MAX_BITE_MS)
        return drop('soundbite', title, 'is not 15 to 60 seconds long');
      if (!sentences.slice(from, to).every((one) => mayBeShown(one, evidence)))
        return drop('soundbite', title, 'holds words to the machine, or an address');
      const checked = prose('soundbite', title);
      return checked ? [{ startMs, endMs, title: checked }] : [];
    },
    question({ question, answer, sentence }: Draft['questions'][number]): Notes['questions'] {
      const index = at('question', sentence, question);
      const asked = index === undefined ? '' : prose('question', question);
      const answered = index === undefined ? '' : prose('answer', answer);
      if (index === undefined || !asked || !answered) return [];
      return [{ question: asked, answer: answered, startMs: sentences[index]!.startMs }];
    },
    keyword: (word: string): string[] =>
      normalised(word) && evidence.text.includes(normalised(word)) && isPhraseSaid(word, evidence)
        ? [word.trim()]
        : drop('keyword', word, 'was not said'),
    socialPost({ network, text }: Draft['socialPosts'][number]): Notes['socialPosts'] {
      const checked = prose('social post', text);
      return checked ? [{ network: plainName(network), text: checked }] : [];
    },
  };
}

type Drop = (kind: string, text: string, reason: string) => [];

/** The sentences of a text that hold; none when together they spell an address that no one of them does. */
function checkProse(kind: string, text: string, evidence: Evidence, drop: Drop): string {
  const held = sentencesOf(pruneProse(text))
    .filter((sentence) => {
      const fault = faultOf(sentence, evidence);
      if (fault) drop(kind, sentence, fault);
      return !fault;
    })
    .join(' ');
  const [address] = foreignAddresses(held, evidence.links);
  if (address) drop(kind, held, `address ${address} is not on the host's list`);
  return address ? '' : held;
}

function checkTitle(title: string, evidence: Evidence, drop: Drop): string[] {
  const plain = pruneProse(title).replace(/^["“]|["”.]$/gu, '');
  if (plain.length < 3 || plain.length > MAX_TITLE) return drop('title', title, 'is too short or too long');
  const fault = faultOf(plain, evidence);
  return fault ? drop('title', plain, fault) : [plain];
}

function sharesSubject(text: string, around: string): boolean {
  const words = new Set(normalised(around).split(' '));
  return normalised(text)
    .split(' ')
    .some((word) => word.length > 3 && words.has(word));
}

const networks = 'mastodon bluesky x twitter linkedin facebook instagram threads youtube tiktok reddit'.split(
  ' ',
);

/** A network that is known by its name; any other stands for all. */
const plainName = (network: string) => networks.find((one) => one === network.trim().toLowerCase()) ?? 'any';

/** Whole sentences up to a length. */
function fitted(text: string, max: number): string {
  let out = '';
  for (const sentence of sentencesOf(text)) {
    const longer = out ? `${out} ${sentence}` : sentence;
    if (longer.length > max) break;
    out = longer;
  }
  return out;
}
