import { z } from 'zod';
import type { Chapter, GlossaryTerm, Sentence } from '#contracts';
import { dot, type Embedder, type Tool, unpackVector, withoutControlTokens } from '#language';
import { calculate } from './calculator.js';
import { normalised } from './evidence.js';

export interface ToolScope {
  sentences: Sentence[];
  chapters: Chapter[];
  glossary: GlossaryTerm[];
  embedder: Embedder;
}

const MAX_HITS = 8;
const MAX_SEGMENT_SECONDS = 300;

const tool = <A>(definition: Tool<A>): Tool => definition as unknown as Tool;
const line = ({ id, startMs, text }: Sentence) =>
  `[${id} ${(startMs / 1000).toFixed(1)}] ${withoutControlTokens(text)}`;

/** All that a model can do while it writes notes: look things up in this one episode, and reckon. Nothing has an effect. */
export function episodeTools({ sentences, chapters, glossary, embedder }: ToolScope): Tool[] {
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
  ];
}
