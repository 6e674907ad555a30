/**
 * Learns how talk about an interruption runs over clauses, and prints talk-chain-weights.ts.
 *
 *   node --import tsx --conditions=source libs/pipeline/stages/clean/training/train-talk-chain.ts FOLDER
 *
 * FOLDER holds NAME.truth.json with {words, spans} in seconds, and the artifacts NAME.transcript.json and
 * NAME.sounds.json of the same recordings. Each recording with talk is also judged by the weights of the others; that is
 * printed to standard error.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { soundsArtifact, transcriptArtifact } from '#contracts';
import { createEmbedder } from '#language';
import { readForTalk, weighPossibleTalk } from '../find-cuts.js';
import {
  type ChainWeights,
  dot,
  featuresOfPair,
  featuresOfPiece,
  marginals,
  pairFeatures,
  pieceFeatures,
  piecesOf,
} from '../talk-chain.js';
import { textOf } from '../talk-classifier.js';

const RIDGE = 0.2;
const STEPS = 400;
/** Recordings without any talk say less each: many hold the same words. */
const WITHOUT_TALK = 0.3;

const truthFile = z.object({
  spans: z.array(z.object({ kind: z.string(), start: z.number(), end: z.number() })),
});

interface Lesson {
  name: string;
  texts: string[];
  words: number[];
  pieces: number[][];
  pairs: number[][];
  isTalk: boolean[];
  weight: number;
}

const embedder = createEmbedder();
const { signal } = new AbortController();

async function lessonOf(folder: string, name: string): Promise<Lesson> {
  const file = (kind: string): unknown =>
    JSON.parse(readFileSync(join(folder, `${name}.${kind}.json`), 'utf8'));
  const { spans } = truthFile.parse(file('truth'));
  const sounds = soundsArtifact.parse(file('sounds'));
  const reading = readForTalk(transcriptArtifact.parse(file('transcript')), sounds);
  const { likelihoods } = await weighPossibleTalk(reading, sounds.events, { embedder, signal });
  const pieces = piecesOf(reading, likelihoods);
  const talk = spans.filter(({ kind }) => kind === 'notification-talk');
  const isTalk = pieces.map(({ start, end }) => {
    const inside = reading.words.slice(start, end).filter(({ startMs, endMs }) => {
      const middle = (startMs + endMs) / 2000;
      return talk.some((span) => middle >= span.start && middle <= span.end);
    });
    return inside.length >= (end - start) / 2;
  });
  return {
    name,
    texts: pieces.map((piece) => textOf(reading, piece)),
    words: pieces.map(({ start, end }) => end - start),
    pieces: pieces.map((piece) => featuresOfPiece(reading, piece, sounds.events)),
    pairs: pieces.slice(1).map((_, n) => featuresOfPair(reading, pieces[n]!)),
    isTalk,
    weight: talk.length > 0 ? 1 : WITHOUT_TALK,
  };
}

const judge = ({ pieces, pairs }: Lesson, { piece, pair }: ChainWeights) =>
  marginals(
    pieces.map((features) => dot(features, piece)),
    pairs.map((features) => dot(features, pair)),
  );

/** The likeliest weights, by steps along the gradient, each weight with a pace of its own (Rprop). */
function learn(lessons: readonly Lesson[], from?: ChainWeights): ChainWeights {
  const size = pieceFeatures.length;
  const all = from ? [...from.piece, ...from.pair] : new Array<number>(size + pairFeatures.length).fill(0);
  const paces = all.map(() => 0.05);
  let before = all.map(() => 0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = gradientOf(lessons, { piece: all.slice(0, size), pair: all.slice(size) }).map(
      (value, j) => value + RIDGE * all[j]!,
    );
    before = gradient.map((value, j) => {
      const turned = value * before[j]! < 0;
      paces[j] = Math.min(0.5, Math.max(1e-5, paces[j]! * (turned ? 0.5 : 1.2)));
      if (turned) return 0;
      all[j]! -= Math.sign(value) * paces[j]!;
      return value;
    });
  }
  return { piece: all.slice(0, size), pair: all.slice(size) };
}

function gradientOf(lessons: readonly Lesson[], weights: ChainWeights): number[] {
  const size = weights.piece.length;
  const gradient = new Array<number>(size + weights.pair.length).fill(0);
  for (const lesson of lessons) {
    const { talk, same } = judge(lesson, weights);
    const add = (features: readonly number[], off: number, at: number) =>
      features.forEach((value, j) => {
        gradient[at + j]! += lesson.weight * off * value;
      });
    lesson.pieces.forEach((features, n) => {
      add(features, talk[n]! - Number(lesson.isTalk[n]), 0);
    });
    lesson.pairs.forEach((features, n) => {
      add(features, same[n]! - Number(lesson.isTalk[n] === lesson.isTalk[n + 1]), size);
    });
  }
  return gradient;
}

const folder = process.argv[2]!;
const lessons: Lesson[] = [];
for (const file of readdirSync(folder).sort())
  if (file.endsWith('.truth.json')) lessons.push(await lessonOf(folder, file.replace('.truth.json', '')));
await embedder.close();
const weights = learn(lessons);
const judgedByOthers: number[][] = [];

for (const least of [0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) report(least);
function report(least: number): void {
  let [found, talk, lost, content] = [0, 0, 0, 0];
  for (const [n, lesson] of lessons.entries()) {
    judgedByOthers[n] ??= judge(
      lesson,
      lesson.weight < 1
        ? weights
        : learn(
            lessons.filter((other) => other !== lesson),
            weights,
          ),
    ).talk;
    lesson.words.forEach((words, m) => {
      const taken = judgedByOthers[n]![m]! >= least ? words : 0;
      if (lesson.isTalk[m]) [found, talk] = [found + taken, talk + words];
      else [lost, content] = [lost + taken, content + words];
    });
  }
  process.stderr.write(`at ${least}: ${found} of ${talk} words of talk, ${lost} of ${content} others\n`);
}

const listed = (values: readonly number[], names: readonly string[]) =>
  values.map((value, n) => `    ${value.toFixed(2)}, // ${names[n]}`).join('\n');
process.stdout.write(
  `/** Written by training/train-talk-chain.ts from ${lessons.length} recordings; in the order of its features. */\n` +
    `export const chainWeights = {\n  piece: [\n${listed(weights.piece, pieceFeatures)}\n  ],\n` +
    `  pair: [\n${listed(weights.pair, pairFeatures)}\n  ],\n};\n`,
);
