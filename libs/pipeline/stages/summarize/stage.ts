import { z } from 'zod';
import { asFailure, type Notes, notesArtifact } from '#contracts';
import { defineStage, given } from '../../define-stage.js';
import { chapterize } from '../chapterize/stage.js';
import { tokenize } from '../tokenize/stage.js';
import { checkNotes } from './checked-notes.js';
import { gatherEvidence } from './evidence.js';
import { extractNotes } from './extractive-notes.js';
import { writeNotes } from './model-notes.js';

/** Notes by the language model, each claim checked; extracts where there is none, or where it fails. */
export const summarize = defineStage({
  name: 'summarize',
  version: 1,
  queue: 'llm',
  needs: {
    tokens: tokenize,
    chapters: chapterize,
    episode: given.episode,
    show: given.show,
    glossary: given.glossary,
  },
  settings: z.object({}),
  output: notesArtifact,
  async run(
    { tokens, chapters: { chapters }, episode, show, glossary },
    { languageModel, ...tools },
  ): Promise<Notes> {
    tools.progress(0.1, 'choosing what stands for the episode');
    const input = { tokens, chapters, episode, glossary };
    const extract = await extractNotes(input);
    if (!languageModel || tokens.sentences.length === 0) return extract;
    try {
      const { draft, steps } = await writeNotes(languageModel, input, tools);
      const evidence = gatherEvidence(
        tokens,
        { episode, show, glossary },
        steps.map(({ result }) => result),
      );
      return { ...checkNotes(draft, extract, tokens.sentences, evidence), model: languageModel.id, steps };
    } catch (error) {
      tools.signal.throwIfAborted();
      const { failureClass, message } = asFailure(error);
      if (failureClass === 'bug') throw error;
      tools.log.warn('the notes are extracts', { because: message });
      return { ...extract, model: languageModel.id, degraded: message };
    }
  },
});
