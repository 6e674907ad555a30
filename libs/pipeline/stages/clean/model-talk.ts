import { z } from 'zod';
import { asFailure, dependencyFailure } from '#contracts';
import { type LanguageModel, quoteAsData } from '#language';
import type { StageTools } from '../../define-stage.js';
import { endsSentence, type Reading, type ReadWord, type WordRange } from './reading.js';

/** Sentences around a suspect clause that a model needs to see whether speech goes on after it. */
const CONTEXT_WORDS = 30;
/** Words in one request: about 2,500 tokens, which the smallest models hold. */
const WORDS_A_REQUEST = 900;
/** An episode costs no more than so many requests, however much in it is suspect; the rest is left to the rules. */
const MOST_REQUESTS = 6;
const ANSWER_TOKENS = 700;
/** Nobody talks to their phone for longer. */
const LONGEST_SPAN = 60;
/** A model that marks more than this of what it sees has lost its task, or obeys somebody in the recording. */
const MOST_MARKED = 0.5;

const answerSchema = z.object({
  spans: z.array(
    z.object({
      first: z.number().int().describe('number of the first word'),
      last: z.number().int().describe('number of the last word'),
    }),
  ),
});

/** What a model says of the words it was shown, as indices into the transcript. */
export interface ModelTalk {
  /** Spans it takes for talk about an interruption; they begin and end with a clause. */
  spans: WordRange[];
  /** All that it was shown: outside of this its silence means nothing. */
  shown: WordRange[];
  /** Why the rest was left to the rules, when the model failed. */
  degraded?: string;
}

/**
 * Asks a model which words are about an interruption rather than said to listeners. It is shown only what is suspect, with
 * some words around it, and answers with word numbers. A number it was not shown, a span too long, or one that does not
 * begin and end with a clause is dropped. A model that fails leaves the rest to the rules: cleaning never waits for it.
 *
 * @param suspect ranges of the reading's words, in any order
 */
export async function askAboutTalk(
  model: LanguageModel,
  reading: Reading,
  suspect: readonly WordRange[],
  { signal, log }: Pick<StageTools, 'signal' | 'log'>,
): Promise<ModelTalk> {
  const talk: ModelTalk = { spans: [], shown: [] };
  for (const excerpt of excerptsOf(reading, suspect).slice(0, MOST_REQUESTS)) {
    try {
      const spans = await ask(model, reading.words, excerpt, signal);
      talk.shown.push(...excerpt.map((part) => transcriptRange(reading.words, part)));
      talk.spans.push(...spans);
    } catch (error) {
      signal.throwIfAborted();
      const { failureClass, message } = asFailure(error);
      if (failureClass === 'bug') throw error;
      log.warn('interruptions are judged by rules alone', { because: message });
      return { ...talk, degraded: message };
    }
  }
  return talk;
}

/** Suspect places with the words around them, joined where they touch, in parcels of one request. */
function excerptsOf({ words }: Reading, suspect: readonly WordRange[]): WordRange[][] {
  const parts: WordRange[] = [];
  for (const { start, end } of [...suspect].sort((a, b) => a.start - b.start)) {
    const around = {
      start: Math.max(0, start - CONTEXT_WORDS),
      end: Math.min(words.length, end + CONTEXT_WORDS),
    };
    const last = parts.at(-1);
    if (last && around.start <= last.end) last.end = Math.max(last.end, around.end);
    else parts.push(around);
  }
  const parcels: WordRange[][] = [];
  let size = Infinity;
  for (const part of parts.flatMap(inPieces)) {
    if (size + part.end - part.start > WORDS_A_REQUEST) {
      parcels.push([]);
      size = 0;
    }
    parcels.at(-1)!.push(part);
    size += part.end - part.start;
  }
  return parcels;
}

const inPieces = ({ start, end }: WordRange): WordRange[] =>
  Array.from({ length: Math.ceil((end - start) / WORDS_A_REQUEST) }, (_, n) => ({
    start: start + n * WORDS_A_REQUEST,
    end: Math.min(end, start + (n + 1) * WORDS_A_REQUEST),
  }));

async function ask(
  model: LanguageModel,
  words: readonly ReadWord[],
  excerpt: readonly WordRange[],
  signal: AbortSignal,
): Promise<WordRange[]> {
  const { block, rule } = quoteAsData(
    excerpt.map((part) => words.slice(part.start, part.end).map(numbered).join(' ')).join('\n\n'),
  );
  const { object } = await model.generate({
    system:
      'You mark interruptions in a podcast transcript: words about a phone, doorbell, person or noise that disturbs the ' +
      'recording, about muting or silencing it, to somebody in the room, about the recording itself, or about lost ' +
      'notes. Words said to listeners stay, also when phones, messages or noises are their subject. Each word follows ' +
      `its number. Answer with the numbers of the first and last word of each interruption, or with none. ${rule}`,
    messages: [{ role: 'user', content: block }],
    schema: answerSchema,
    maxTokens: ANSWER_TOKENS,
    temperature: 0,
    signal,
  });
  const { spans } = object as z.infer<typeof answerSchema>;
  const held = spans.flatMap(({ first, last }) => verified(words, excerpt, first, last));
  const sum = (ranges: readonly WordRange[]) => ranges.reduce((all, { start, end }) => all + end - start, 0);
  if (sum(held) > MOST_MARKED * sum(excerpt))
    throw dependencyFailure(
      'The language model takes most of the speech for interruptions, and is not believed.',
      'Choose another model, or review the proposed cuts by hand.',
    );
  return held;
}

const numbered = (word: ReadWord) => `${word.index}:${word.text}`;

const transcriptRange = (words: readonly ReadWord[], { start, end }: WordRange): WordRange => ({
  start: words[start]!.index,
  end: words[end - 1]!.index + 1,
});

/** The span, if all of it was shown, it is short, and it begins and ends with a clause. */
function verified(
  words: readonly ReadWord[],
  excerpt: readonly WordRange[],
  first: number,
  last: number,
): WordRange[] {
  const start = words.findIndex(({ index }) => index === first);
  const end = words.findIndex(({ index }) => index === last) + 1;
  const wasShown = excerpt.some((part) => start >= part.start && end <= part.end);
  if (start < 0 || end <= start || end - start > LONGEST_SPAN || !wasShown) return [];
  const begins = endsClause(words[start - 1]) || words[start]!.startsParagraph;
  return begins && endsClause(words[end - 1]) ? [transcriptRange(words, { start, end })] : [];
}

/** A pause this long parts clauses as a comma does. */
const clausePauseMs = 200;

const endsClause = (word: ReadWord | undefined) =>
  endsSentence(word) || (word !== undefined && (word.mark !== '' || word.pauseAfterMs >= clausePauseMs));
