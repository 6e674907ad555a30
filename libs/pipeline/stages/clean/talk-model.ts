import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { modelPath } from '#config';

/** What is compared of two utterances. */
export interface Utterance {
  /** Its meaning: a unit vector. */
  vector: ArrayLike<number>;
  /** Signs of talk in it and its length: see talk-classifier.ts. */
  signs: readonly number[];
  /** Its words and pairs of words, each once. */
  grams: readonly string[];
}

/**
 * Two utterances are alike as far as their meanings lie near each other, and by each word or pair of words that they
 * share. The radius and the weights were chosen so that one half of the lines judges the other half best: with meaning
 * alone, linearly, the area under the curve is 0.92; with these it is 0.95 (training/train-talk.ts prints it).
 */
const sharpness = 0.02;
const meaningWeight = 64;
const signWeight = 0.5;
export const gramWeight = 0.02;

export function alike(dot: number, a: readonly number[], b: ArrayLike<number>, from = 0): number {
  let apart = 2 * meaningWeight * (1 - dot);
  for (let n = 0; n < a.length; n++) apart += signWeight * (a[n]! - b[from + n]!) ** 2;
  return Math.exp(-sharpness * apart);
}

const weightsFile = z.object({
  /** Of each line that was learned from: how much its likeness counts, for talk or against it. */
  lines: z.array(z.number()),
  /** The lines' signs, one after the other. */
  signs: z.array(z.number()),
  signsALine: z.int(),
  grams: z.record(z.string(), z.number()),
  bias: z.number(),
  /** Make a likelihood of the sum. */
  slope: z.number(),
  offset: z.number(),
  /** A multiple of four. */
  vectorSize: z.int(),
});

/** The lines that were learned from, by their meanings, and what each says of an utterance like it. */
export interface TalkModel extends z.infer<typeof weightsFile> {
  /** Each line's meaning, a unit vector, one after the other. */
  vectors: Float32Array;
}

/** One part in so many of a vector's greatest value. */
export const vectorSteps = 127;

let loaded: TalkModel | undefined;

/** Reads models/talk once; `doctor` checks that its files are whole. */
export function loadTalkModel(folder = modelPath('talk')): TalkModel {
  if (!loaded) {
    const weights = weightsFile.parse(JSON.parse(readFileSync(join(folder, 'talk.json'), 'utf8')));
    const steps = new Int8Array(readFileSync(join(folder, 'vectors.int8')));
    loaded = { ...weights, vectors: unitVectors(steps, weights.vectorSize) };
  }
  return loaded;
}

function unitVectors(steps: Int8Array, size: number): Float32Array {
  const vectors = new Float32Array(steps.length);
  for (let from = 0; from < steps.length; from += size) {
    const vector = steps.subarray(from, from + size);
    const length = Math.hypot(...vector);
    vector.forEach((value, n) => {
      vectors[from + n] = value / length;
    });
  }
  return vectors;
}

/** How likely an utterance is talk about an interruption, from 0 to 1. */
export function talkLikelihood(model: TalkModel, { vector, signs, grams }: Utterance): number {
  let sum = model.bias;
  for (const gram of grams) sum += model.grams[gram] ?? 0;
  const own = Float32Array.from(vector);
  model.lines.forEach((weight, line) => {
    const dot = dotAt(own, model.vectors, line * model.vectorSize);
    sum += weight * alike(dot, signs, model.signs, line * model.signsALine);
  });
  return 1 / (1 + Math.exp(-(model.slope * sum + model.offset)));
}

/** Four sums at once: this is most of what cleaning an hour costs beside listening. */
function dotAt(own: Float32Array, all: Float32Array, from: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let n = 0, at = from; n < own.length; n += 4, at += 4) {
    a += own[n]! * all[at]!;
    b += own[n + 1]! * all[at + 1]!;
    c += own[n + 2]! * all[at + 2]!;
    d += own[n + 3]! * all[at + 3]!;
  }
  return a + b + c + d;
}
