import type { Decision, Sentence } from '#contracts';

export type ChapterDecision = Extract<Decision, { kind: 'chapter' }>;

/** The sentence that starts nearest to a time; a chapter that the host puts anywhere starts with a sentence. */
export function nearestSentence(sentences: Sentence[], timeMs: number): number {
  let best = 0;
  sentences.forEach(({ startMs }, i) => {
    if (Math.abs(startMs - timeMs) < Math.abs(sentences[best]!.startMs - timeMs)) best = i;
  });
  return best;
}
