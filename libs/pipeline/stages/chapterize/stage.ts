import { z } from 'zod';
import { type Chapter, chaptersArtifact } from '#contracts';
import { decisions, defineStage } from '../../define-stage.js';
import { tokenize } from '../tokenize/stage.js';
import { findBoundaries } from './boundaries.js';
import { chapterId, readHandWork, withoutText } from './by-hand.js';
import { nameChapters } from './model-titles.js';
import { extractTitles } from './titles.js';

/** Chapters: starts from meaning, cues and pauses; titles by the language model, or from the chapters' own words. */
export const chapterize = defineStage({
  name: 'chapterize',
  version: 1,
  queue: 'llm',
  needs: { tokens: tokenize, byHand: decisions('chapter') },
  settings: z.object({}),
  output: chaptersArtifact,
  async run({ tokens: { sentences }, byHand }, { progress, signal, log, languageModel }) {
    if (sentences.length === 0) return { chapters: withoutText(byHand) };
    progress(0.1, 'finding where the subject changes');
    const hand = readHandWork(byHand, sentences);
    const starts = findBoundaries(sentences, { fixed: [...hand.made.keys()], refused: hand.refused });
    progress(0.5, 'naming chapters');
    const parts = starts.map((start, i) => sentences.slice(start, starts[i + 1]));
    const extracts = extractTitles(parts);
    const written = languageModel && (await nameChapters(languageModel, parts, { signal, log, progress }));
    const chapters = starts.map((start, i): Chapter => {
      const startMs = i === 0 ? 0 : sentences[start]!.startMs;
      const named = written?.[i] ?? { ...extracts[i]!, titleBy: 'extractive' as const };
      const byHost = hand.made.get(start);
      return {
        id: chapterId(startMs),
        startMs,
        ...named,
        ...(byHost && { id: byHost.id, title: byHost.title, titleBy: 'human' as const }),
      };
    });
    return { chapters };
  },
});
