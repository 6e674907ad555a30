import { z } from 'zod';
import { type Notes, notesArtifact } from '#contracts';
import { defineStage, given } from '../../define-stage.js';
import { chapterize } from '../chapterize/stage.js';
import { tokenize } from '../tokenize/stage.js';
import { extractNotes } from './extractive-notes.js';

/** Everything written about the episode. */
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
  async run({ tokens, chapters: { chapters }, episode }, { progress }): Promise<Notes> {
    progress(0.2, 'choosing what stands for the episode');
    return extractNotes({ tokens, chapters, episode });
  },
});
