import type { EncodedSound } from './graphs.js';
import { loopedTail } from './repetition.js';
import {
  endOfText,
  languageToken,
  noTimestamps,
  startOfPrevious,
  startOfTranscript,
  transcribeTask,
} from './special-tokens.js';
import { applyRules } from './token-rules.js';
import type { Vocabulary } from './vocabulary.js';

/** Whisper's own limit: half of its 448 text positions. */
const longestText = 224;

export interface DecodeOptions {
  /** ISO 639-1. */
  language: string;
  /** Tokens that stand before the text, as if said just before; may be empty. */
  prompt: number[];
  /** 0 takes the likeliest token; above, tokens are drawn with `random`. */
  temperature: number;
  random: () => number;
  /** First tokens of hesitation words, whose probability is watched at every place. */
  fillerTokens: number[];
}

export interface TextToken {
  id: number;
  logProbability: number;
  /** The decoder's probability that a hesitation word begins here instead. */
  fillerProbability: number;
  /** The likeliest of these words' first tokens. */
  likeliestFiller: number;
  /** One row for each alignment head, over attention frames. */
  attention: Float32Array[];
}

export interface Decoded {
  tokens: TextToken[];
  /** Attention of the step that ended the text. */
  endAttention: Float32Array[];
  /** Tokens that were taken off again because they repeat. */
  looped: number[];
  /** Mean log-probability of what was written, the end included. */
  meanLogProbability: number;
}

/** Writes the text of one encoded window, which must hold one chunk whole: no timestamps are written. */
export async function decode(
  sound: EncodedSound,
  vocabulary: Vocabulary,
  options: DecodeOptions,
): Promise<Decoded> {
  const state = sound.begin();
  const tokens: TextToken[] = [];
  let next = startTokens(options);
  let sum = 0;
  let steps = 0;
  for (;;) {
    const { logits, attention } = await state.feed(next);
    applyRules(logits, tokens.length === 0, vocabulary.suppressed);
    const scores = logSoftmax(logits);
    const id = pick(scores, options);
    sum += scores[id]!;
    steps++;
    const end = id === endOfText || tokens.length >= longestText;
    const looped = end ? 0 : loopedTail(tokens.map((token) => token.id));
    if (end || looped > 0)
      return {
        tokens: tokens.slice(0, tokens.length - looped),
        looped: tokens.slice(tokens.length - looped).map((token) => token.id),
        endAttention: looped > 0 ? tokens[tokens.length - looped]!.attention : attention,
        meanLogProbability: sum / steps,
      };
    tokens.push({ id, logProbability: scores[id]!, ...fillerAt(scores, options.fillerTokens), attention });
    next = [id];
  }
}

/** What is fed before the text: the prompt, the language, and that words without times are wanted. */
export function startTokens({ prompt, language }: Pick<DecodeOptions, 'prompt' | 'language'>): number[] {
  const before = prompt.length > 0 ? [startOfPrevious, ...prompt] : [];
  return [...before, startOfTranscript, languageToken(language), transcribeTask, noTimestamps];
}

function fillerAt(scores: Float32Array, fillerTokens: number[]) {
  let fillerProbability = 0;
  let likeliestFiller = fillerTokens[0] ?? endOfText;
  for (const token of fillerTokens) {
    fillerProbability += Math.exp(scores[token]!);
    if (scores[token]! > scores[likeliestFiller]!) likeliestFiller = token;
  }
  return { fillerProbability, likeliestFiller };
}

export function logSoftmax(logits: Float32Array): Float32Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > highest) highest = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - highest);
  const offset = highest + Math.log(sum);
  return logits.map((logit) => logit - offset);
}

function pick(scores: Float32Array, { temperature, random }: DecodeOptions): number {
  if (temperature > 0) return draw(scores, temperature, random());
  let best = 0;
  for (let token = 1; token < scores.length; token++) if (scores[token]! > scores[best]!) best = token;
  return best;
}

function draw(scores: Float32Array, temperature: number, chance: number): number {
  const weights = logSoftmax(scores.map((score) => score / temperature));
  let left = chance;
  for (let token = 0; token < weights.length; token++) {
    left -= Math.exp(weights[token]!);
    if (left <= 0) return token;
  }
  return endOfText;
}
