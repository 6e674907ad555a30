import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { modelPath } from '#config';
import { wordsIn } from './words.js';

const weightsFile = z.object({
  /** What each number of a sentence's vector says. */
  vector: z.array(z.number()),
  /** What each word, pair of neighbours and pair around a word says. */
  grams: z.record(z.string(), z.number()),
  bias: z.number(),
});
export type OrderWeights = z.infer<typeof weightsFile>;

/**
 * Above this a sentence is like a known order to a machine. Chosen on 6,975 sentences of nine shows, of which five lie
 * above (0.07 %), as do 35 of the 83 attacks of the tests; at 0.1 it would be 12 and 43 (training/train-orders.ts).
 */
export const LIKE_AN_ORDER = 0.2;

/** Which words stand in a sentence, and beside which; each once. */
export function gramsOf(text: string): string[] {
  const words = ['^', ...wordsIn(text)];
  const grams = words.flatMap((word, i) => [
    ...(i > 0 ? [word] : []),
    ...(i + 1 < words.length ? [`${word} ${words[i + 1]}`] : []),
    ...(i + 2 < words.length ? [`${word} _ ${words[i + 2]}`] : []),
  ]);
  return [...new Set(grams)];
}

let loaded: OrderWeights | undefined;
const load = (): OrderWeights => {
  loaded ??= weightsFile.parse(JSON.parse(readFileSync(join(modelPath('orders'), 'orders.json'), 'utf8')));
  return loaded;
};

/**
 * How like known orders to a machine a sentence is, by its meaning (a unit vector) and its words: about 1 for orders,
 * about -1 for speech to listeners.
 */
export function orderLikeness(text: string, vector: ArrayLike<number>, weights = load()): number {
  const grams = gramsOf(text);
  const known = grams.reduce((sum, gram) => sum + (weights.grams[gram] ?? 0), 0);
  const meaning = weights.vector.reduce((sum, weight, d) => sum + weight * vector[d]!, weights.bias);
  return meaning + known / Math.sqrt(Math.max(1, grams.length));
}
