import type { Notes, Sentence, WordingExamples } from '#contracts';
import {
  type LanguageModel,
  type LoopBudget,
  type Prices,
  quoteAsData,
  runToolLoop,
  withoutControlTokens,
} from '#language';
import type { StageTools } from '../../define-stage.js';
import type { Evidence } from '../../grounding/index.js';
import { inTheirManner } from '../../learning/in-their-manner.js';
import { type Draft, draftSchema, type Part, partSchema } from './draft.js';
import type { NotesInput } from './extractive-notes.js';
import { episodeTools } from './tools.js';

/** Room for the answer: the draft of an hour takes some 1,500 tokens. */
const ANSWER_TOKENS = 2_500;
const PART_TOKENS = 600;
/** System prompt, schema and the repair of a bad answer. */
const OVERHEAD_TOKENS = 2_000;
/** Every sentence carries `[s0042 61.2] ` before it. */
const MARK_TOKENS = 10;

type WritingTools = Pick<StageTools, 'signal' | 'progress' | 'embedder' | 'webSearch'> & {
  settings: { lookUp: LoopBudget; prices: Prices };
};

export interface Written {
  draft: Draft;
  steps: Notes['steps'];
}

const style =
  'You write the notes of a podcast episode for its listeners: plain, exact, in the language of the episode. ' +
  'Write only what was said. No emojis, no exclamation marks, no praise. Point to sentences by their ids.';

/**
 * Notes by a language model: it may look things up first, then writes once, in a schema. An episode that does not fit its
 * context is written part by part, each told what came before, and then from the parts.
 *
 * @throws Failure `dependency` when the model does not answer or does not keep to the schema
 */
export async function writeNotes(
  model: LanguageModel,
  input: NotesInput & { examples: WordingExamples },
  evidence: Evidence,
  { signal, progress, embedder, webSearch, settings }: WritingTools,
): Promise<Written> {
  // What speaks to the machine proves nothing, so it need not be read either.
  const sentences = input.tokens.sentences.filter(({ id }) => !evidence.suspect.has(id));
  const sizes = (
    await model.countTokens(
      sentences.map(({ text }) => text),
      signal,
    )
  ).map((size) => size + MARK_TOKENS);
  const room = model.contextTokens - ANSWER_TOKENS - OVERHEAD_TOKENS;
  const parts = splitToFit(sentences, sizes, Math.max(500, room));
  const source =
    parts.length <= 1 ? transcriptOf(sentences) : await readParts(model, parts, progress, signal);
  const { block, rule } = quoteAsData(source);

  const { tools: canCall } = await model.features(signal);
  let steps: Notes['steps'] = [];
  let findings = '';
  if (canCall !== 'none' && settings.lookUp.steps > 0) {
    progress(0.5, 'looking things up');
    const looked = await runToolLoop(model, {
      system: `${style} ${rule} Use the tools to check what you are unsure of, then answer with the facts you will use, in a few lines.`,
      messages: [{ role: 'user', content: block }],
      maxTokens: PART_TOKENS,
      signal,
      tools: episodeTools({ ...input, sentences, embedder, webSearch, evidence }),
      budget: settings.lookUp,
      prices: settings.prices,
    });
    steps = looked.calls;
    findings = looked.text;
  }
  progress(0.7, 'writing the notes');
  const written = await model.generate({
    system: `${style} ${rule}${inTheirManner(input.examples, ['titles', 'descriptions'], model.contextTokens)}`,
    messages: [
      {
        role: 'user',
        content: findings ? `${block}\n\nWhat you looked up:\n${quoteAsData(findings).block}` : block,
      },
    ],
    schema: draftSchema,
    maxTokens: ANSWER_TOKENS,
    signal,
  });
  return { draft: written.object as Draft, steps };
}

const mark = ({ id, startMs, speaker }: Sentence) =>
  `[${id} ${(startMs / 1000).toFixed(1)}${speaker ? ` ${speaker}` : ''}]`;
const transcriptOf = (sentences: Sentence[]) => sentences.map((one) => `${mark(one)} ${one.text}`).join('\n');

/** Runs of whole sentences that fit the room; one is the whole episode when it fits. */
export function splitToFit(sentences: Sentence[], sizes: number[], room: number): Sentence[][] {
  const parts: Sentence[][] = [];
  let used = Infinity;
  sentences.forEach((sentence, i) => {
    if (used + sizes[i]! > room) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1)!.push(sentence);
    used += sizes[i]!;
  });
  return parts;
}

/** Summaries of all parts, each written with the last one in mind; together they must fit where one part did. */
async function readParts(
  model: LanguageModel,
  parts: Sentence[][],
  progress: StageTools['progress'],
  signal: AbortSignal,
): Promise<string> {
  let before = '';
  const lines: string[] = [];
  for (const [p, part] of parts.entries()) {
    progress((0.5 * p) / parts.length, `reading part ${p + 1} of ${parts.length}`);
    const { block, rule } = quoteAsData(transcriptOf(part));
    const { object } = await model.generate({
      system: `${style} ${rule}${before ? ` Before this part: ${withoutControlTokens(before)}` : ''}`,
      messages: [{ role: 'user', content: block }],
      schema: partSchema,
      maxTokens: PART_TOKENS,
      signal,
    });
    const { summary, keyPoints, quotes } = object as Part;
    before = summary.slice(0, 800);
    const byId = new Map(part.map((sentence) => [sentence.id, sentence]));
    const quoted = [...keyPoints, ...quotes].flatMap(({ sentence }) => byId.get(sentence) ?? []);
    lines.push(`Part ${p + 1}: ${before}`, ...new Set(quoted.map((one) => `${mark(one)} ${one.text}`)));
  }
  return lines.join('\n');
}
