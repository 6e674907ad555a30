import { z } from 'zod';
import { type Chapter, chaptersArtifact } from '#contracts';
import { decisions, defineStage } from '../../define-stage.js';
import { tokenize } from '../tokenize/stage.js';
import { findBoundaries } from './boundaries.js';
import { extractTitles } from './titles.js';

/** Chapters: starts from meaning, cues and pauses; titles from their own words. */
export const chapterize = defineStage({
  name: 'chapterize',
  version: 1,
  queue: 'llm',
  needs: { tokens: tokenize, byHand: decisions('chapter') },
  settings: z.object({}),
  output: chaptersArtifact,
  async run({ tokens: { sentences } }, { progress }) {
    progress(0.1, 'finding where the subject changes');
    const starts = findBoundaries(sentences);
    progress(0.5, 'naming chapters');
    const named = extractTitles(starts.map((start, i) => sentences.slice(start, starts[i + 1])));
    const chapters = starts.map(
      (start, i): Chapter => ({
        id: `ch${String(i + 1).padStart(2, '0')}`,
        startMs: i === 0 ? 0 : sentences[start]!.startMs,
        titleBy: 'extractive',
        ...named[i]!,
      }),
    );
    return { chapters };
  },
});
