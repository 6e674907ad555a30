import { answerTask } from '../own-process.js';
import { findSounds, type SoundSearch } from './find-sounds.js';
import { searchTemplates, type TemplateSearch } from './match-templates.js';
import { type HearSearch, hearFile } from './sound-model.js';
import { type TagSearch, tagSoundsIn } from './tagger/tag-sounds.js';

/** What a process of the detector is asked. */
export type SoundTask =
  | { find: SoundSearch }
  | { hear: HearSearch }
  | { match: TemplateSearch }
  | { tag: TagSearch };

answerTask((task: SoundTask, progress): Promise<unknown> => {
  if ('find' in task) return findSounds(task.find, progress);
  if ('hear' in task) return hearFile(task.hear);
  if ('tag' in task) return tagSoundsIn(task.tag);
  return searchTemplates(task.match);
});
