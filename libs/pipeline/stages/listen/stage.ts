import { z } from 'zod';
import { soundsArtifact } from '#contracts';
import { detectSounds, matchTemplates } from '#speech';
import { defineStage, given } from '../../define-stage.js';
import { apart } from '../../sounds/apart.js';
import { ingest } from '../ingest/stage.js';
import { withKnownSounds } from './known-sounds.js';

/** Finds the sounds in a recording that are not the show's own; a transcript alone has none. */
export const listen = defineStage({
  name: 'listen',
  version: 4,
  queue: 'cpu',
  needs: { recording: ingest, known: given.sounds },
  settings: z.object({}),
  output: soundsArtifact,
  async run({ recording, known }, { objects, progress, signal }) {
    if (!recording.audio) return { events: [], music: [] };
    const pcmPath = await objects.localPath(recording.audio.pcm16k);
    const heard = await detectSounds(pcmPath, {
      signal,
      progress: (fraction) => progress(fraction, 'listening for chimes and music'),
    });
    const matches = await matchTemplates(pcmPath, known, { signal });
    return withKnownSounds(heard, apart(matches), known);
  },
});
