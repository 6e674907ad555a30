import type { Chapter, Decision, Sentence } from '#contracts';

export type ChapterDecision = Extract<Decision, { kind: 'chapter' }>;

export interface HandWork {
  /** Title and id that the host gave to the chapter starting at a sentence. */
  made: Map<number, { id: string; title: string }>;
  /** Sentences at which the host wants no chapter. */
  refused: Set<number>;
}

/** Chapters are known by where the machine put them, so that a decision finds its chapter again in the next run. */
export const chapterId = (startMs: number): string => `ch${Math.round(startMs)}`;
const placeOf = (id: string): number | null => (/^ch\d+$/u.test(id) ? Number(id.slice(2)) : null);

/** The host's decisions as places in the text; a chapter put anywhere starts with the nearest sentence. */
export function readHandWork(decisions: ChapterDecision[], sentences: Sentence[]): HandWork {
  const made: HandWork['made'] = new Map();
  const refused: HandWork['refused'] = new Set();
  for (const { subject, chapter } of decisions) {
    const machinePlace = placeOf(subject);
    if (machinePlace !== null) refused.add(nearestSentence(sentences, machinePlace));
    if (chapter) made.set(nearestSentence(sentences, chapter.startMs), { id: subject, title: chapter.title });
  }
  for (const start of made.keys()) refused.delete(start);
  return { made, refused };
}

function nearestSentence(sentences: Sentence[], timeMs: number): number {
  let best = 0;
  sentences.forEach(({ startMs }, i) => {
    if (Math.abs(startMs - timeMs) < Math.abs(sentences[best]!.startMs - timeMs)) best = i;
  });
  return best;
}

/** Chapters of a recording in which nobody speaks: the host's alone, in order, with one at the start. */
export function withoutText(decisions: ChapterDecision[]): Chapter[] {
  const chapters = decisions
    .flatMap(({ subject, chapter }) =>
      chapter ? [{ id: subject, ...chapter, titleBy: 'human' as const, keywords: [] }] : [],
    )
    .sort((a, b) => a.startMs - b.startMs);
  if (chapters.length === 0 || chapters[0]!.startMs === 0) return chapters;
  return [
    { id: chapterId(0), startMs: 0, title: 'Introduction', titleBy: 'extractive', keywords: [] },
    ...chapters,
  ];
}
