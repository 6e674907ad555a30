import { z } from 'zod';
import { soundsArtifact } from '#contracts';
import { detectSounds, matchTemplates } from '#speech';
import { defineStage, given } from '../../define-stage.js';
import { apart } from '../../sounds/apart.js';
import { heardTemplate } from '../../sounds/heard-template.js';
import { ingest } from '../ingest/stage.js';
import { askTagger } from './ask-tagger.js';
import { withSoundsHeardBefore } from './heard-before.js';
import { withKnownSounds } from './known-sounds.js';

/** The tagger is the installation's, as far as its weights were pulled; other weights listen again. */
const listenSettings = z.object({
  tagger: z.object({ model: z.string(), weights: z.string() }).optional(),
});

/** Finds the sounds in a recording that are not the show's own; a transcript alone has none. */
export const listen = defineStage({
  name: 'listen',
  version: 5,
  queue: 'cpu',
  needs: { recording: ingest, known: given.sounds, heard: given.heard },
  settings: listenSettings,
  output: soundsArtifact,
  async run({ recording, known, heard }, { settings, objects, progress, signal, log }) {
    if (!recording.audio) return { events: [], music: [] };
    const pcmPath = await objects.localPath(recording.audio.pcm16k);
    const found = await detectSounds(pcmPath, {
      signal,
      progress: (fraction) => progress(fraction, 'listening for chimes and music'),
    });
    // One search for both: most of its cost is in reading the recording.
    const matches = apart(await matchTemplates(pcmPath, [...known, ...heard.map(heardTemplate)], { signal }));
    const recognised = withKnownSounds(found, matches, known);
    const sounds = withSoundsHeardBefore(recognised, matches, heard, recording.audio.durationMs);
    if (!settings.tagger) return sounds;
    return askTagger(sounds, pcmPath, settings.tagger, { progress, signal, log });
  },
});
