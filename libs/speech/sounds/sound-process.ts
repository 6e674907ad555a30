import { answerTask } from '../own-process.js';
import { findSounds, type SoundSearch } from './find-sounds.js';
import { searchTemplates, type TemplateSearch } from './match-templates.js';

/** What the detector's own process is asked. */
export type SoundTask = { find: SoundSearch } | { match: TemplateSearch };

answerTask(
  (task: SoundTask, progress): Promise<unknown> =>
    'find' in task ? findSounds(task.find, progress) : searchTemplates(task.match),
);
