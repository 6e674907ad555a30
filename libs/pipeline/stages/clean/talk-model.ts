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

/** How likely each utterance is talk about an interruption, from 0 to 1. */
export function talkLikelihoods(model: TalkModel, utterances: readonly Utterance[]): number[] {
  const dots = Array.from({ length: AT_ONCE }, () => new Float32Array(model.lines.length));
  return utterances.map(({ signs, grams }, n) => {
    if (n % AT_ONCE === 0) fillDots(model, utterances.slice(n, n + AT_ONCE), dots);
    const alongside = dots[n % AT_ONCE]!;
    let sum = model.bias;
    for (const gram of grams) sum += model.grams[gram] ?? 0;
    model.lines.forEach((weight, line) => {
      sum += weight * alike(alongside[line]!, signs, model.signs, line * model.signsALine);
    });
    return 1 / (1 + Math.exp(-(model.slope * sum + model.offset)));
  });
}

/** Utterances that are compared with a line while it is at hand: this is most of what cleaning an hour costs beside listening. */
const AT_ONCE = 4;

/** How near each of up to four utterances lies to every line. */
function fillDots(
  { vectors, vectorSize }: TalkModel,
  utterances: readonly Utterance[],
  dots: readonly Float32Array[],
): void {
  const [one, two, three, four] = Array.from({ length: AT_ONCE }, (_, n) =>
    Float32Array.from(utterances[n]?.vector ?? new Float32Array(vectorSize)),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array];
  for (let line = 0, at = 0; at < vectors.length; line++) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let n = 0; n < vectorSize; n++, at++) {
      const value = vectors[at]!;
      a += one[n]! * value;
      b += two[n]! * value;
      c += three[n]! * value;
      d += four[n]! * value;
    }
    [a, b, c, d].forEach((dot, n) => {
      dots[n]![line] = dot;
    });
  }
}
