import { z } from 'zod';
import type { Chapter, EarlierEpisode, GlossaryTerm, Sentence } from '#contracts';
import {
  computeInSandbox,
  dot,
  type Embedder,
  MAX_CODE_CHARACTERS,
  type Tool,
  unpackVector,
  type WebSearch,
  withoutControlTokens,
} from '#language';
import { type Evidence, normalised, wordsIn } from '../../grounding/index.js';
import { calculate } from './calculator.js';
import { webSearchTool } from './web-search-tool.js';

export interface ToolScope {
  sentences: Sentence[];
  chapters: Chapter[];
  glossary: GlossaryTerm[];
  /** Published before this one was handed in, newest first. */
  earlier: EarlierEpisode[];
  embedder: Embedder;
  /** null without a key: then there is no such tool. */
  webSearch: WebSearch | null;
  evidence: Evidence;
}

const MAX_HITS = 8;
const MAX_SEGMENT_SECONDS = 300;

const tool = <A>(definition: Tool<A>): Tool => definition as unknown as Tool;
const line = ({ id, startMs, text }: Sentence) =>
  `[${id} ${(startMs / 1000).toFixed(1)}] ${withoutControlTokens(text)}`;

/** All that a model can do while it writes notes: look things up in this show, reckon, and search the web if the host wants that. Nothing has an effect. */
export function episodeTools({
  sentences,
  chapters,
  glossary,
  earlier,
  embedder,
  webSearch,
  evidence,
}: ToolScope): Tool[] {
  return [
    tool({
      name: 'search_transcript',
      description: 'Finds the sentences nearest in meaning to a query, with ids and seconds.',
      args: z.object({
        query: z.string().min(1).max(300),
        count: z.number().int().min(1).max(MAX_HITS).default(5),
      }),
      async run({ query, count }, signal) {
        const [wanted] = await embedder.embed([query], signal);
        const hits = sentences
          .map((sentence) => ({ sentence, likeness: dot(wanted!, unpackVector(sentence.vector)) }))
          .sort((a, b) => b.likeness - a.likeness)
          .slice(0, count);
        return hits.map(({ sentence }) => line(sentence)).join('\n') || 'Nothing was said.';
      },
    }),
    tool({
      name: 'read_segment',
      description: `Reads what was said between two times in seconds, at most ${MAX_SEGMENT_SECONDS} seconds.`,
      args: z.object({ start: z.number().min(0), end: z.number().min(0) }),
      async run({ start, end }) {
        const until = Math.min(end, start + MAX_SEGMENT_SECONDS) * 1000;
        const inside = sentences.filter(({ startMs, endMs }) => endMs > start * 1000 && startMs < until);
        return inside.map(line).join('\n') || 'Nothing was said there.';
      },
    }),
    tool({
      name: 'list_chapters',
      description: 'Lists the chapters with their start in seconds.',
      args: z.object({}),
      run: async () =>
        chapters.map(({ startMs, title }) => `${Math.round(startMs / 1000)} ${title}`).join('\n'),
    }),
    tool({
      name: 'lookup_glossary',
      description: "Looks a term up in the show's own glossary.",
      args: z.object({ term: z.string().min(1).max(100) }),
      async run({ term }) {
        const wanted = normalised(term);
        const found = glossary.filter(
          (entry) => normalised(entry.term).includes(wanted) || wanted.includes(normalised(entry.term)),
        );
        return (
          found.map(({ term: name, note }) => (note ? `${name}: ${note}` : name)).join('\n') ||
          'Not in the glossary.'
        );
      },
    }),
    tool({
      name: 'verify_quote',
      description: 'Says whether these very words were said, and when.',
      args: z.object({ text: z.string().min(1).max(1000) }),
      async run({ text }) {
        const wanted = normalised(text);
        const found = wanted && sentences.find((sentence) => normalised(sentence.text).includes(wanted));
        return found ? `Said: ${line(found)}` : 'These words were not said.';
      },
    }),
    tool({
      name: 'calculator',
      description: 'Reckons: numbers, + - * / ^ and brackets.',
      args: z.object({ expression: z.string().min(1).max(120) }),
      run: async ({ expression }) => String(calculate(expression)),
    }),
    tool({
      name: 'compute',
      description:
        'Computes a small piece of JavaScript and gives its last value: no network, no files, half a second.',
      args: z.object({ code: z.string().min(1).max(MAX_CODE_CHARACTERS) }),
      run: ({ code }, signal) => computeInSandbox(code, signal),
    }),
    tool({
      name: 'earlier_episodes',
      description:
        'Finds earlier episodes of this show by words of their title or summary; all of them without words.',
      args: z.object({ words: z.string().max(200).default('') }),
      run: async ({ words }) => {
        const wanted = wordsIn(words);
        const found = earlier.filter(({ title, summary }) => {
          const here = new Set(wordsIn(`${title} ${summary}`));
          return wanted.length === 0 || wanted.some((word) => here.has(word));
        });
        const lines = found
          .slice(0, MAX_HITS)
          .map(({ title, summary }) => `${title}: ${summary.slice(0, 300)}`);
        return withoutControlTokens(lines.join('\n')) || 'No earlier episode speaks of that.';
      },
    }),
    ...(webSearch ? [webSearchTool(webSearch, evidence)] : []),
  ];
}
