import { z } from 'zod';
import { dependencyFailure } from '#contracts';
import { joinPieces, meanLogProbability } from '../join-pieces.js';
import type { Heard } from '../recogniser.js';

/** What `main -ojf` writes, as far as it is read. */
const output = z.object({
  result: z.object({ language: z.string() }),
  transcription: z.array(
    z.object({
      tokens: z.array(
        z.object({
          text: z.string(),
          offsets: z.object({ from: z.number(), to: z.number() }),
          p: z.number(),
        }),
      ),
    }),
  ),
});

/**
 * Reads words, times and probabilities.
 * @param latin1 the file's bytes one by one: a character may be split over tokens, which are no UTF-8 alone
 */
export function readOutput(latin1: string): Heard {
  const { result, transcription } = parsed(latin1);
  const pieces = transcription
    .flatMap(({ tokens }) => tokens)
    .map(({ text, offsets, p }) => ({ text, startMs: offsets.from, endMs: offsets.to, probability: p }));
  const words = joinPieces(pieces, result.language).map((word) => ({
    ...word,
    text: Buffer.from(word.text, 'latin1').toString('utf8'),
  }));
  return { language: result.language, words, meanLogProbability: meanLogProbability(pieces) };
}

function parsed(text: string) {
  try {
    return output.parse(JSON.parse(text));
  } catch (error) {
    throw dependencyFailure(
      'whisper-node wrote something other than the text it heard.',
      'Compile it again: npx showrunner models build whisper-node',
      error,
    );
  }
}
