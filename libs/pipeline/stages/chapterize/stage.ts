import { z } from 'zod';
import { type Chapter, chaptersArtifact } from '#contracts';
import { decisions, defineStage, given } from '../../define-stage.js';
import { gatherEvidence, mayBeShown } from '../../grounding/index.js';
import { tokenize } from '../tokenize/stage.js';
import { findBoundaries } from './boundaries.js';
import { chapterId, readHandWork, withoutText } from './by-hand.js';
import { nameChapters } from './model-titles.js';
import { extractTitles } from './titles.js';

/** Chapters: starts from meaning, cues and pauses; titles by the language model, or from the chapters' own words. */
export const chapterize = defineStage({
  name: 'chapterize',
  version: 4,
  queue: 'llm',
  needs: {
    tokens: tokenize,
    byHand: decisions('chapter'),
    glossary: given.glossary,
    examples: given.examples,
  },
  settings: z.object({
    /** Which model is configured: another one gives other titles. */
    languageModel: z.string().nullable().default(null),
  }),
  output: chaptersArtifact,
  async run({ tokens, byHand, glossary, examples }, { progress, signal, log, languageModel }) {
    const { sentences } = tokens;
    if (sentences.length === 0) return { chapters: withoutText(byHand) };
    progress(0.1, 'finding where the subject changes');
    const hand = readHandWork(byHand, sentences);
    const starts = findBoundaries(sentences, { fixed: [...hand.made.keys()], refused: hand.refused });
    progress(0.5, 'naming chapters');
    const parts = starts.map((start, i) => sentences.slice(start, starts[i + 1]));
    const evidence = gatherEvidence(tokens, { glossary });
    const extracts = extractTitles(parts.map((part) => part.filter((one) => mayBeShown(one, evidence))));
    const readable = parts.map((part) => part.filter(({ id }) => !evidence.suspect.has(id)));
    const written =
      languageModel &&
      (await nameChapters(languageModel, readable, { evidence, examples }, { signal, log, progress }));
    const chapters = starts.map((start, i): Chapter => {
      const startMs = i === 0 ? 0 : sentences[start]!.startMs;
      const named = written?.names[i] ?? { ...extracts[i]!, titleBy: 'extractive' as const };
      const byHost = hand.made.get(start);
      return {
        id: chapterId(startMs),
        startMs,
        ...named,
        ...(byHost && { id: byHost.id, title: byHost.title, titleBy: 'human' as const }),
      };
    });
    return {
      chapters,
      ...(written?.degraded && { degraded: written.degraded }),
      ...(written && written.dropped.length > 0 && { dropped: written.dropped }),
    };
  },
});
