import type { Notes, Sentence } from '#contracts';
import type { Draft } from './draft.js';
import { type Evidence, faultOf, normalised, sharedWords } from './evidence.js';
import { pruneProse, sentencesOf } from './prose.js';

/** Below this share of spoken words a text is in another language or about something else (a fair summary shares two thirds). */
const MIN_SHARED = 0.3;
const MAX_TITLE = 100;
const MAX_SHORT = 280;
const MIN_BITE_MS = 15_000;
const MAX_BITE_MS = 60_000;
/** How many sentences around a cited one may hold what is claimed. */
const NEARBY = 3;

type Dropped = Notes['dropped'];

/**
 * The draft, with everything taken out that the transcript and tool results do not bear out. Quotes and times come from the
 * transcript itself; a field that does not survive keeps its extract.
 */
export function checkNotes(draft: Draft, extract: Notes, sentences: Sentence[], evidence: Evidence): Notes {
  const dropped: Dropped = [];
  const place = new Map(sentences.map(({ id }, i) => [id, i]));
  const drop = (kind: string, text: string, reason: string): null => {
    dropped.push({ kind, text: text.slice(0, 300), reason });
    return null;
  };
  const prose = (kind: string, text: string) => checkProse(kind, text, evidence, drop);
  const at = (kind: string, id: string, text: string) => {
    const index = place.get(id);
    return index === undefined ? drop(kind, text, `there is no sentence ${id}`) : index;
  };
  const near = (index: number) =>
    sentences
      .slice(Math.max(0, index - NEARBY), index + NEARBY + 1)
      .map(({ text }) => text)
      .join(' ');

  const titles = draft.titleOptions.flatMap((title) => titleIfTrue(title, evidence, drop) ?? []);
  const keyPoints = draft.keyPoints.flatMap(({ text, sentence }) => {
    const index = at('key point', sentence, text);
    const checked = index === null ? '' : prose('key point', text);
    if (index === null || !checked) return [];
    if (!sharesSubject(checked, near(index)))
      return drop('key point', checked, 'is not about the sentence it names') ?? [];
    const { startMs, endMs } = sentences[index]!;
    return [{ text: checked, startMs, endMs }];
  });
  const quotes = draft.quotes.flatMap(({ sentence }) => {
    const index = at('quote', sentence, sentence);
    if (index === null) return [];
    const { text, startMs, endMs, speaker } = sentences[index]!;
    return [{ text, startMs, endMs, ...(speaker === undefined ? {} : { speaker }) }];
  });
  const soundbites = draft.soundbites.flatMap(({ first, last, title }) => {
    const from = at('soundbite', first, title);
    const to = at('soundbite', last, title);
    const checked = from === null || to === null ? '' : prose('soundbite', title);
    if (from === null || to === null || !checked) return [];
    const { startMs } = sentences[from]!;
    const { endMs } = sentences[to]!;
    const fits = endMs - startMs >= MIN_BITE_MS && endMs - startMs <= MAX_BITE_MS;
    return fits
      ? [{ startMs, endMs, title: checked, score: 1 }]
      : (drop('soundbite', title, 'is not 15 to 60 seconds long') ?? []);
  });
  const questions = draft.questions.flatMap(({ question, answer, sentence }) => {
    const index = at('question', sentence, question);
    const asked = index === null ? '' : prose('question', question);
    const answered = index === null ? '' : prose('answer', answer);
    return index !== null && asked && answered
      ? [{ question: asked, answer: answered, startMs: sentences[index]!.startMs }]
      : [];
  });
  const keywords = draft.keywords.flatMap((word) =>
    evidence.text.includes(normalised(word)) ? [word.trim()] : (drop('keyword', word, 'was not said') ?? []),
  );
  const socialPosts = draft.socialPosts.flatMap(({ network, text }) => {
    const checked = prose('social post', text);
    return checked ? [{ network: network.slice(0, 30), text: checked }] : [];
  });
  const oneSentence = sentencesOf(prose('summary', draft.oneSentence))[0] ?? '';
  const summaryShort = fitted(prose('summary', draft.summaryShort), MAX_SHORT);
  const summaryLong = prose('summary', draft.summaryLong);
  return {
    ...extract,
    titleOptions: titles.length > 0 ? [...new Set(titles)] : extract.titleOptions,
    oneSentence: oneSentence || extract.oneSentence,
    summaryShort: summaryShort || extract.summaryShort,
    summaryLong: summaryLong || extract.summaryLong,
    keyPoints: keyPoints.length > 0 ? keyPoints.sort((a, b) => a.startMs - b.startMs) : extract.keyPoints,
    quotes: quotes.length > 0 ? quotes.sort((a, b) => a.startMs - b.startMs) : extract.quotes,
    soundbites: soundbites.length > 0 ? soundbites : extract.soundbites,
    questions,
    keywords: keywords.length > 0 ? [...new Set(keywords)] : extract.keywords,
    socialPosts,
    dropped,
    by: oneSentence || summaryShort || summaryLong ? 'llm' : 'extractive',
    degraded:
      oneSentence || summaryShort || summaryLong
        ? null
        : 'nothing that the language model wrote could be verified',
  };
}

type Drop = (kind: string, text: string, reason: string) => null;

/** The sentences of a text that hold; none when as a whole it is not about this episode. */
function checkProse(kind: string, text: string, evidence: Evidence, drop: Drop): string {
  const pruned = pruneProse(text);
  if (!pruned) return '';
  if (sharedWords(pruned, evidence) < MIN_SHARED) {
    drop(kind, pruned, 'hardly a word of it was said');
    return '';
  }
  return sentencesOf(pruned)
    .filter((sentence) => {
      const fault = faultOf(sentence, evidence);
      if (fault) drop(kind, sentence, fault);
      return !fault;
    })
    .join(' ');
}

function titleIfTrue(title: string, evidence: Evidence, drop: Drop): string | null {
  const plain = pruneProse(title).replace(/^["“]|["”.]$/gu, '');
  if (plain.length < 3 || plain.length > MAX_TITLE) return drop('title', title, 'is too short or too long');
  if (sharedWords(plain, evidence) < MIN_SHARED) return drop('title', plain, 'hardly a word of it was said');
  const fault = faultOf(plain, evidence);
  return fault ? drop('title', plain, fault) : plain;
}

function sharesSubject(text: string, around: string): boolean {
  const words = new Set(normalised(around).split(' '));
  return normalised(text)
    .split(' ')
    .some((word) => word.length > 3 && words.has(word));
}

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
