import { z } from 'zod';
import { ms } from './base.js';

export const askQuery = z.object({ question: z.string().trim().min(2).max(500) });

/** A stretch of an episode that may answer a question. */
export const citedPassage = z.object({
  episodeId: z.string(),
  episodeTitle: z.string(),
  /** Source time of the sentence nearest to the question. */
  startMs: ms,
  endMs: ms,
  speaker: z.string().nullable(),
  /** That sentence, with its neighbours. */
  text: z.string(),
});
export type CitedPassage = z.infer<typeof citedPassage>;

/** One piece of an answer. `cites`: where it was said, in order; indices into `passages`. */
export const answerPiece = z.object({
  text: z.string(),
  cites: z.array(z.object({ passage: z.number().int().nonnegative(), startMs: ms })).min(1),
});
export type AnswerPiece = z.infer<typeof answerPiece>;

/**
 * How a question ended. answered: by the pieces; passages: no model wrote an answer, or nothing that it wrote could be
 * verified, so the passages stand for it; not-in-show: nobody spoke of it.
 */
export const answerEnd = z.object({
  verdict: z.enum(['answered', 'passages', 'not-in-show']),
  model: z.string().nullable(),
  /** Why the language model was not used or not believed; null when all went well or none is configured. */
  degraded: z.string().nullable(),
  /** What it wrote that did not hold, with the reason. */
  dropped: z.array(z.object({ text: z.string(), reason: z.string() })),
});
export type AnswerEnd = z.infer<typeof answerEnd>;

/** A question's answer as it comes: the passages first, then each verified piece, then the end. */
export const answerEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('passages'), passages: z.array(citedPassage) }),
  answerPiece.extend({ type: z.literal('piece') }),
  answerEnd.extend({ type: z.literal('end') }),
  z.object({ type: z.literal('failed'), message: z.string(), remedy: z.string() }),
]);
export type AnswerEvent = z.infer<typeof answerEvent>;

/** The whole answer at once. */
export const answerView = answerEnd.extend({
  passages: z.array(citedPassage),
  pieces: z.array(answerPiece),
});
export type AnswerView = z.infer<typeof answerView>;
