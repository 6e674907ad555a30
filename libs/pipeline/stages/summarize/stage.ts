import { z } from 'zod';
import { asFailure, type Notes, notesArtifact } from '#contracts';
import { defineStage, given } from '../../define-stage.js';
import { gatherEvidence } from '../../grounding/index.js';
import { chapterize } from '../chapterize/stage.js';
import { tokenize } from '../tokenize/stage.js';
import { checkNotes } from './checked-notes.js';
import { extractNotes, rankEpisode } from './extractive-notes.js';
import { writeNotes } from './model-notes.js';
import { withReckonedNumbers } from './reckoned-numbers.js';
import { rankOf } from './soundbites.js';

/** Notes by the language model, each claim checked; extracts where there is none, or where it fails. */
export const summarize = defineStage({
  name: 'summarize',
  version: 4,
  queue: 'llm',
  needs: {
    tokens: tokenize,
    chapters: chapterize,
    episode: given.episode,
    show: given.show,
    glossary: given.glossary,
    earlier: given.earlier,
    examples: given.examples,
  },
  settings: z.object({
    /** Which model is configured: another one writes other notes. */
    languageModel: z.string().nullable().default(null),
    /** Where looking things up ends; no steps, no tools. */
    lookUp: z
      .object({
        steps: z.number().int().min(0).default(8),
        tokens: z.number().int().min(0).default(100_000),
        seconds: z.number().min(0).default(120),
        dollars: z.number().min(0).default(0.5),
      })
      .prefault({}),
    /** Dollars for a million tokens. */
    prices: z
      .object({ input: z.number().min(0).default(0), output: z.number().min(0).default(0) })
      .prefault({}),
  }),
  output: notesArtifact,
  async run(
    { tokens, chapters: { chapters }, episode, show, glossary, earlier, examples },
    { languageModel, ...tools },
  ): Promise<Notes> {
    tools.progress(0.1, 'choosing what stands for the episode');
    const input = { tokens, chapters, episode, glossary, earlier };
    const evidence = gatherEvidence(tokens, { episode, show, glossary });
    const ranked = await rankEpisode(input);
    const extract = extractNotes(input, ranked, evidence);
    if (!languageModel || tokens.sentences.length === 0) return extract;
    try {
      const { draft, steps } = await writeNotes(languageModel, { ...input, examples }, evidence, tools);
      const proven = withReckonedNumbers(evidence, steps);
      const notes = checkNotes(draft, extract, tokens.sentences, proven, rankOf(ranked));
      return { ...notes, model: languageModel.id, steps };
    } catch (error) {
      tools.signal.throwIfAborted();
      const { failureClass, message } = asFailure(error);
      if (failureClass === 'bug') throw error;
      tools.log.warn('the notes are extracts', { because: message });
      return { ...extract, model: languageModel.id, degraded: message };
    }
  },
});
