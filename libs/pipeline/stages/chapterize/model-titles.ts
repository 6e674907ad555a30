import { z } from 'zod';
import { asFailure, type Chapter, type Chapters, type Sentence, type WordingExamples } from '#contracts';
import { contentRuns, type LanguageModel, quoteAsData } from '#language';
import type { StageTools } from '../../define-stage.js';
import {
  type Evidence,
  faultOf,
  foreignAddresses,
  isPhraseSaid,
  pruneProse,
  sentencesOf,
} from '../../grounding/index.js';
import { inTheirManner } from '../../learning/in-their-manner.js';
import { MAX_TITLE } from './titles.js';

/** Written by a model, and found to be about its chapter. */
export type WrittenName = Pick<Chapter, 'title' | 'titleBy' | 'keywords' | 'summary'>;

const MIN_TITLE = 3;
/** A chapter shows in its first words what it is about; so many characters of it are read (about 300 words). */
const EXCERPT_CHARACTERS = 1_600;
/** Chapters in one request: small models lose count above that. */
const BATCH = 6;
const ANSWER_TOKENS = 900;

const answerSchema = z.object({
  chapters: z.array(
    z.object({
      chapter: z.number().int(),
      title: z.string().describe(`at most ${MAX_TITLE} characters, no number`),
      summary: z.string().describe('one or two sentences'),
      keywords: z.array(z.string()).describe('three to six'),
    }),
  ),
});

export interface WrittenNames {
  /** null for each chapter whose title is not fit to print. */
  names: (WrittenName | null)[];
  /** Why some are unnamed, when the model failed. */
  degraded?: string;
  dropped: NonNullable<Chapters['dropped']>;
}

/**
 * Titles, summaries and keywords by the model, as far as the transcript bears them out. A model that fails leaves the rest
 * unnamed: chapters never wait for it.
 */
export async function nameChapters(
  model: LanguageModel,
  chapters: Sentence[][],
  { evidence, examples }: { evidence: Evidence; examples: WordingExamples },
  { signal, log, progress }: Pick<StageTools, 'signal' | 'log' | 'progress'>,
): Promise<WrittenNames> {
  const names: (WrittenName | null)[] = chapters.map(() => null);
  const dropped: WrittenNames['dropped'] = [];
  const manner = inTheirManner(examples, ['chapterTitles'], model.contextTokens);
  for (let first = 0; first < chapters.length; first += BATCH) {
    progress(0.5 + (0.5 * first) / chapters.length, 'naming chapters');
    const batch = chapters.slice(first, first + BATCH).map(textOf);
    try {
      for (const { chapter, ...name } of await ask(model, batch, first, manner, signal)) {
        const text = batch[chapter - 1 - first];
        if (text !== undefined) names[chapter - 1] = fitToPrint(name, text, evidence, dropped);
      }
    } catch (error) {
      signal.throwIfAborted();
      const { failureClass, message } = asFailure(error);
      if (failureClass === 'bug') throw error;
      log.warn('chapters keep extracted titles', { because: message });
      return { names, dropped, degraded: message };
    }
  }
  return { names, dropped };
}

const textOf = (sentences: Sentence[]) => sentences.map(({ text }) => text).join(' ');

async function ask(
  model: LanguageModel,
  batch: string[],
  first: number,
  manner: string,
  signal: AbortSignal,
) {
  const excerpts = batch.map((text, i) => `Chapter ${first + i + 1}: ${text.slice(0, EXCERPT_CHARACTERS)}`);
  const { block, rule } = quoteAsData(excerpts.join('\n\n'));
  const { object } = await model.generate({
    system: `You name the chapters of a podcast episode, in its own language, plainly: what a listener finds there. ${rule}${manner}`,
    messages: [{ role: 'user', content: block }],
    schema: answerSchema,
    maxTokens: ANSWER_TOKENS,
    signal,
  });
  return (object as z.infer<typeof answerSchema>).chapters;
}

const numbering = /^(?:(?:chapter|part|kapitel|chapitre|cap[ií]tulo)\s*)?[\divx]+\s*[.:)–-]\s+/iu;
const markup = /[<>{}|\\]|https?:|www\.|[*_#`]|\p{Extended_Pictographic}/u;

/** The name without numbering, when its title is short, free of markup, about its chapter, and says only what was said. */
function fitToPrint(
  name: { title: string; summary: string; keywords: string[] },
  text: string,
  evidence: Evidence,
  dropped: WrittenNames['dropped'],
): WrittenName | null {
  const title = name.title
    .replace(numbering, '')
    .replace(/^["“”']+|["“”'.!]+$/gu, '')
    .trim();
  const said = new Set(wordsOf(text));
  const isSaid = (phrase: string) => wordsOf(phrase).some((word) => said.has(word));
  const holds = (kind: string, written: string): boolean => {
    const fault = markup.test(written)
      ? 'holds markup'
      : ((isSaid(written) ? null : 'is not about its chapter') ?? faultOf(written, evidence));
    if (fault) dropped.push({ kind: `chapter ${kind}`, text: written.slice(0, 300), reason: fault });
    return !fault;
  };
  if (title.length < MIN_TITLE || title.length > MAX_TITLE || !holds('title', title)) return null;
  const keywords = [...new Set(name.keywords.map((word) => word.trim()))].filter(
    (word) => word && isSaid(word) && !markup.test(word) && isPhraseSaid(word, evidence),
  );
  const held = sentencesOf(pruneProse(name.summary))
    .filter((sentence) => holds('summary', sentence))
    .join(' ');
  // Together they may spell an address that no one of them does.
  const summary = foreignAddresses(held, evidence.links).length === 0 ? held : '';
  return { title, titleBy: 'llm', keywords, ...(summary && { summary }) };
}

const wordsOf = (text: string): string[] =>
  contentRuns(text)
    .flat()
    .map((word) => word.toLowerCase().slice(0, 6));
