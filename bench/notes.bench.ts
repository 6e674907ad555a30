import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '#config';
import type { Transcript, Word } from '#contracts';
import { createEmbedder, scriptedLanguageModel } from '#language';
import { chapterize, type StageTools, summarize, tokenize } from '#pipeline';
import { type Bench, fact, type Row, row } from './bench.js';
import { heldBytes } from './clean/memory.js';
import { talks } from './eval/talk.js';
import { episode, examples, show } from './eval/write-episode.js';

const seed = join(packageRoot, '../shared/data/venturestep-llama3/transcript.json');
const segments = z.object({
  segments: z.array(z.object({ start: z.number(), end: z.number(), text: z.string() })),
});
const mib = 1024 ** 2;
/** Five hours of talk. */
const manyWords = 60_000;

/** What understanding costs beside the language model. */
export const bench: Bench = {
  what: 'sentences, chapters and notes of a long talk: time and memory without the language model',
  async run() {
    const seeded = existsSync(seed) ? await seedRows() : [fact('the seed is not beside this checkout', '–')];
    return [...seeded, ...(await longRows())];
  },
};

async function seedRows(): Promise<Row[]> {
  const { segments: pieces } = segments.parse(JSON.parse(readFileSync(seed, 'utf8')));
  const words = pieces.flatMap(({ start, end, text }) =>
    spread(text.split(/\s+/u), start * 1000, end * 1000),
  );
  const { chaptersS, notesS } = await understand(transcriptOf(words));
  return [
    fact('words of the seed', String(words.length)),
    row(
      'tokenize and chapterize, with the start of the embedder',
      `${chaptersS.toFixed(1)} s`,
      '≤ 5 s',
      chaptersS <= 5,
    ),
    row('summarize, all but the model', `${notesS.toFixed(2)} s`, '≤ 1 s', notesS <= 1),
  ];
}

async function longRows(): Promise<Row[]> {
  const base = talks.flatMap(({ transcript }) => transcript.words.map(({ text }) => text));
  // A number in every sentence that differs each time, so that nothing is embedded once for all.
  const texts = Array.from({ length: manyWords }, (_, i) =>
    i % 7 === 0 ? String(i) : base[i % base.length]!,
  );
  let [own, all] = [0, 0];
  const watch = setInterval(() => {
    own = Math.max(own, process.memoryUsage().rss);
    all = Math.max(all, heldBytes());
  }, 100);
  const { chaptersS, notesS } = await understand(transcriptOf(spread(texts, 0, 5 * 3_600_000)));
  clearInterval(watch);
  return [
    fact(
      `${manyWords} words: tokenize and chapterize, summarize`,
      `${chaptersS.toFixed(0)}, ${notesS.toFixed(1)} s`,
    ),
    row(
      'memory of the process that runs the stages',
      `${(own / mib).toFixed(0)} MiB`,
      '≤ 400 MB',
      own <= 400e6,
    ),
    fact('with the embedder and the vocabularies, each a process', `${(all / mib).toFixed(0)} MiB`),
  ];
}

const spread = (texts: string[], startMs: number, endMs: number): Word[] => {
  const stepMs = (endMs - startMs) / texts.length;
  return texts.map((text, i) => ({
    ...{ text, startMs: startMs + i * stepMs, endMs: startMs + (i + 0.9) * stepMs, confidence: 1 },
  }));
};

const transcriptOf = (words: Word[]): Transcript => ({
  ...{ language: 'en', engine: { name: 'import', model: 'text' }, timing: 'interpolated', words },
  ...{ paragraphs: [0], speech: [], corrections: [], dropped: [] },
});

/** Runs the stages with a model that answers at once: what is left is our own work. */
async function understand(transcript: Transcript): Promise<{ chaptersS: number; notesS: number }> {
  const embedder = createEmbedder();
  const draft = {
    ...{ titleOptions: ['A talk'], oneSentence: 'A talk.', summaryShort: 'A talk.', summaryLong: 'A talk.' },
    ...{ keyPoints: [], quotes: [], soundbites: [], questions: [], keywords: [], socialPosts: [] },
  };
  const model = scriptedLanguageModel([{ object: draft }], { contextTokens: 200_000, tools: 'none' });
  const tools = {
    ...{ embedder, languageModel: null, webSearch: null, signal: new AbortController().signal },
    ...{ progress: () => undefined, log: { info: () => undefined, warn: () => undefined } },
  } as unknown as StageTools;
  const given = { episode, show, glossary: [], earlier: [], examples };
  try {
    const started = performance.now();
    const tokens = await tokenize.run(
      { transcript, edits: { profile: 'standard', cuts: [] } },
      { ...tools, settings: tokenize.settings.parse({}) },
    );
    const chapters = await chapterize.run(
      { tokens, byHand: [], ...given },
      { ...tools, settings: chapterize.settings.parse({}) },
    );
    const chaptered = performance.now();
    await summarize.run(
      { tokens, chapters, ...given },
      { ...tools, languageModel: model, settings: summarize.settings.parse({}) },
    );
    return { chaptersS: (chaptered - started) / 1000, notesS: (performance.now() - chaptered) / 1000 };
  } finally {
    await embedder.close();
  }
}
