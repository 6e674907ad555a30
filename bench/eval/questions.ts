import { dot, unpackVector } from '#language';
import { answerQuestion, type FoundPassage } from '#pipeline';
import type { Progress } from './progress.js';
import type { Talk } from './talk.js';
import type { Engines, Written } from './write-episode.js';

export const foreign = [
  'What is the capital of Mongolia?',
  'How do I prune roses?',
  'Which vitamins are in carrots?',
  'Who won the world cup in 1998?',
];

/** Of questions that the talk answers, how many are; of foreign ones, how many are said to be. */
export async function askTalk({ subjects }: Talk, { tokens }: Written, engines: Engines, { step }: Progress) {
  const ask = (question: string) => step('question', 'question', () => answer(question));
  const answer = async (question: string) => {
    const [vector] = await engines.embedder.embed([question]);
    const passages = tokens.chunks
      .map((chunk): FoundPassage => {
        const said = tokens.sentences.slice(chunk.sentenceStart, chunk.sentenceEnd);
        const likeness = Math.max(...said.map((one) => dot(vector!, unpackVector(one.vector))));
        const { startMs, endMs, text } = chunk;
        return {
          episodeId: 'talk',
          episodeTitle: 'Talk',
          speaker: null,
          startMs,
          endMs,
          text,
          likeness,
          said,
        };
      })
      .sort((a, b) => b.likeness - a.likeness);
    let written = '';
    let verdict = '';
    const { signal } = new AbortController();
    for await (const event of answerQuestion(question, passages, engines.languageModel, signal)) {
      if (event.type === 'piece') written += ` ${event.text}`;
      if (event.type === 'end') verdict = event.verdict;
    }
    return { verdict, text: verdict === 'answered' ? written : (passages[0]?.text ?? '') };
  };
  let answered = 0;
  for (const { question } of subjects) {
    const { verdict, text } = await ask(question.text);
    if (verdict !== 'not-in-show' && text.includes(question.answer)) answered++;
  }
  let refused = 0;
  for (const question of foreign) if ((await ask(question)).verdict === 'not-in-show') refused++;
  return { asked: subjects.length, answered, foreign: foreign.length, refused };
}
