import { z } from 'zod';
import { soundsArtifact } from '#contracts';
import { detectSounds } from '#speech';
import { defineStage } from '../../define-stage.js';
import { ingest } from '../ingest/stage.js';

/** Finds the sounds in a recording that are not the show's own; a transcript alone has none. */
export const listen = defineStage({
  name: 'listen',
  version: 1,
  queue: 'cpu',
  needs: { recording: ingest },
  settings: z.object({}),
  output: soundsArtifact,
  async run({ recording }, { objects, progress, signal }) {
    if (!recording.audio) return { events: [], music: [] };
    const pcmPath = await objects.localPath(recording.audio.pcm16k);
    return detectSounds(pcmPath, {
      signal,
      progress: (fraction) => progress(fraction, 'listening for chimes and music'),
    });
  },
});
