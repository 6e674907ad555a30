import { z } from 'zod';
import { cut, editsArtifact, repeatedPassage } from '../artifacts.js';
import { ms } from '../base.js';
import { id, outdated } from './fields.js';
import { stageView } from './stages.js';

/** restored: takes back what was decided, so that the machine's word stands again. */
export const verdict = z.object({ verdict: z.enum(['accepted', 'rejected', 'restored']) });
/** All or none are taken. */
export const verdicts = z.object({
  verdicts: z
    .array(verdict.extend({ cutId: z.string().min(1).max(100) }))
    .min(1)
    .max(1000),
});
export const newCut = z
  .object({ startMs: ms, endMs: ms, reason: z.string().trim().max(200).default('Cut by the host') })
  .refine((given) => given.endMs > given.startMs, { path: ['endMs'], message: 'must be after startMs' });
/** The id of what was made, and the stages that now run. */
export const madeView = z.object({ id: z.string(), stages: z.array(stageView) });
/** `text`: the words it takes with it; `before`, `after`: up to eight words around it. */
export const cutView = cut.extend({ text: z.string(), before: z.string(), after: z.string() });
export type CutView = z.infer<typeof cutView>;
const episodeName = z.object({ id, title: z.string() });
/** A stretch that earlier episodes of the show have too, in both times: where an ad could be put in place of another. */
export const passageView = repeatedPassage.extend({
  /** null until the audio is rendered. */
  publishedStartMs: ms.nullable(),
  publishedEndMs: ms.nullable(),
  seenIn: z.array(episodeName),
});
export type PassageView = z.infer<typeof passageView>;
export const passageList = z.object({
  passages: z.array(passageView),
  /** Earlier episodes that hold the same recording. */
  sameAs: z.array(episodeName),
  ...outdated,
});
export type PassageList = z.infer<typeof passageList>;

export const cutList = z.object({
  profile: z.string(),
  cuts: z.array(cutView),
  removedMs: ms,
  /** Why the language model did not judge them; absent when all went well or none is configured. */
  degraded: editsArtifact.shape.degraded,
  ...outdated,
});
