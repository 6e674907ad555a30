import { findSounds, type SoundSearch } from './find-sounds.js';
import { searchTemplates, type TemplateSearch } from './match-templates.js';

/** What the detector's own process is asked. */
export type SoundTask = { find: SoundSearch } | { match: TemplateSearch };

/** One task comes in, `{progress}` and at last `{result}` or `{error}` go out. */
process.once('message', (task: SoundTask) => {
  carryOut(task)
    .then(
      (result) => process.send?.({ result }),
      (error: unknown) =>
        process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
    .finally(() => process.disconnect?.());
});
/** The parent is gone: nobody waits for the answer. */
process.once('disconnect', () => process.exit());

const carryOut = (task: SoundTask): Promise<unknown> =>
  'find' in task
    ? findSounds(task.find, (progress) => process.send?.({ progress }))
    : searchTemplates(task.match);
