import { z } from 'zod';
import { soundsArtifact } from '#contracts';
import { detectSounds, matchTemplates } from '#speech';
import { defineStage, given } from '../../define-stage.js';
import { apart } from '../../sounds/apart.js';
import { heardTemplate } from '../../sounds/heard-template.js';
import { ingest } from '../ingest/stage.js';
import { withSoundsHeardBefore } from './heard-before.js';
import { withKnownSounds } from './known-sounds.js';

/** Finds the sounds in a recording that are not the show's own; a transcript alone has none. */
export const listen = defineStage({
  name: 'listen',
  version: 4,
  queue: 'cpu',
  needs: { recording: ingest, known: given.sounds, heard: given.heard },
  settings: z.object({}),
  output: soundsArtifact,
  async run({ recording, known, heard }, { objects, progress, signal }) {
    if (!recording.audio) return { events: [], music: [] };
    const pcmPath = await objects.localPath(recording.audio.pcm16k);
    const found = await detectSounds(pcmPath, {
      signal,
      progress: (fraction) => progress(fraction, 'listening for chimes and music'),
    });
    // One search for both: most of its cost is in reading the recording.
    const matches = apart(await matchTemplates(pcmPath, [...known, ...heard.map(heardTemplate)], { signal }));
    const sounds = withKnownSounds(found, matches, known);
    return withSoundsHeardBefore(sounds, matches, heard, recording.audio.durationMs);
  },
});
