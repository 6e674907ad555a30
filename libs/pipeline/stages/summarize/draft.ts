import { z } from 'zod';

const id = z.string().describe('id of a sentence, such as s0042');

/** What the model writes about the whole episode: text of its own, and ids of sentences in place of quotes and times. */
export const draftSchema = z.object({
  titleOptions: z.array(z.string()).describe('three to five titles, at most 60 characters'),
  oneSentence: z.string().describe('what the episode is about, one sentence'),
  summaryShort: z.string().describe('at most 280 characters'),
  summaryLong: z.string().describe('one to three paragraphs'),
  keyPoints: z.array(z.object({ text: z.string(), sentence: id })).describe('three to eight'),
  quotes: z.array(z.object({ sentence: id })).describe('sentences worth quoting'),
  soundbites: z
    .array(z.object({ first: id, last: id, title: z.string() }))
    .describe('passages of 15 to 60 seconds'),
  questions: z.array(z.object({ question: z.string(), answer: z.string(), sentence: id })),
  keywords: z.array(z.string()),
  socialPosts: z.array(z.object({ network: z.string(), text: z.string() })),
});
export type Draft = z.infer<typeof draftSchema>;

/** What the model writes about one part of an episode that is too long for it. */
export const partSchema = z.object({
  summary: z.string().describe('what is said in this part, two to four sentences'),
  keyPoints: z.array(z.object({ text: z.string(), sentence: id })).describe('one to three'),
  quotes: z.array(z.object({ sentence: id })).describe('at most two'),
});
export type Part = z.infer<typeof partSchema>;
