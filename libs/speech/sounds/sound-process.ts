import { findSounds, type SoundSearch } from './find-sounds.js';

/** Entry of the detector's own process: one search comes in, `{progress}` and at last `{sounds}` or `{error}` go out. */
process.once('message', (search: SoundSearch) => {
  findSounds(search, (progress) => process.send?.({ progress }))
    .then(
      (sounds) => process.send?.({ sounds }),
      (error: unknown) =>
        process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
    .finally(() => process.disconnect?.());
});
/** The parent is gone: nobody waits for the answer. */
process.once('disconnect', () => process.exit());
