/**
 * Learns the weights of the boundary model and prints weights.ts.
 *
 *   node --import tsx --conditions=source libs/pipeline/stages/chapterize/training/train.ts TRUTH.json[=TRANSCRIPT.json] …
 *
 * TRUTH holds {chapters: [{start}], duration} in seconds, and for synthetic episodes the words themselves; TRANSCRIPT holds
 * {segments: [{start, end, speaker, text}]}. The committed weights come from eight Syntax episodes, the first half of the
 * VentureStep episode and five synthetic episodes (the folders chapters-syntax, venturestep-llama3, episodes and
 * sample-episode of the evaluation data).
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Transcript, Word } from '#contracts';
import { createEmbedder } from '#language';
import { tokenize } from '../../tokenize/stage.js';
import { featureNames } from '../features.js';
import { type Lesson, learn } from './learn.js';

const timed = z.object({
  start: z.number(),
  end: z.number(),
  speaker: z.string().nullish(),
  text: z.string(),
});
const truthFile = z.object({
  duration: z.number(),
  chapters: z.array(z.object({ start: z.number() })),
  words: z.array(timed.extend({ kind: z.string() })).optional(),
});
const transcriptFile = z.object({ segments: z.array(timed) });

/** Marks that hosts noted by ear are some seconds off; those of the synthesiser are exact. */
const NOTED_SPREAD_MS = 6_000;
const EXACT_SPREAD_MS = 2_000;

const readJson = <T>(path: string, schema: z.ZodType<T>) =>
  schema.parse(JSON.parse(readFileSync(path, 'utf8')));

function wordsOf(pieces: z.infer<typeof timed>[]): Pick<Transcript, 'words' | 'paragraphs'> {
  const words: Word[] = [];
  const paragraphs: number[] = [];
  let speaker: string | undefined;
  for (const piece of pieces) {
    const texts = piece.text.split(/\s+/u).filter(Boolean);
    const stepMs = ((piece.end - piece.start) * 1000) / Math.max(1, texts.length);
    speaker = piece.speaker ?? speaker;
    paragraphs.push(words.length);
    texts.forEach((text, i) => {
      const startMs = Math.round(piece.start * 1000 + i * stepMs);
      words.push({
        text,
        startMs,
        endMs: Math.round(startMs + stepMs),
        confidence: 1,
        ...(speaker && { speaker }),
      });
    });
  }
  return { words, paragraphs };
}

async function readLesson(argument: string): Promise<Lesson> {
  const [truthPath, transcriptPath] = argument.split('=');
  const truth = readJson(truthPath!, truthFile);
  const pieces = transcriptPath
    ? readJson(transcriptPath, transcriptFile).segments
    : (truth.words ?? []).filter(({ kind }) => kind === 'keep');
  const transcript: Transcript = {
    ...wordsOf(pieces),
    language: 'en',
    engine: { name: 'import', model: 'truth' },
    timing: 'interpolated',
    speech: [],
    corrections: [],
    dropped: [],
  };
  const { sentences } = await tokenize.run({ transcript, edits: { profile: 'none', cuts: [] } }, tools);
  return {
    name: argument,
    sentences,
    truthMs: truth.chapters.slice(1).map(({ start }) => start * 1000),
    untilMs: truth.duration * 1000,
    spreadMs: transcriptPath ? NOTED_SPREAD_MS : EXACT_SPREAD_MS,
  };
}

const embedder = createEmbedder();
const signal = new AbortController().signal;
/** All that tokenize asks of its tools. */
const tools = { embedder, signal, progress: () => {} } as unknown as Parameters<typeof tokenize.run>[1];
const lessons: Lesson[] = [];
for (const argument of process.argv.slice(2)) lessons.push(await readLesson(argument));
await embedder.close();
const { weights, bias } = learn(lessons);
const lines = weights.map((weight, f) => `    ${weight.toFixed(3)}, // ${featureNames[f]}`);
process.stdout.write(
  `/** Written by training/train.ts from ${lessons.length} episodes; in the order of featureNames. */\n` +
    `export const boundaryWeights = {\n  bias: ${bias.toFixed(3)},\n  weights: [\n${lines.join('\n')}\n  ],\n};\n`,
);
