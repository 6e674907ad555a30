import { editsArtifact } from '#contracts';
import { decisions, defineStage, given } from '../../define-stage.js';
import { compare } from '../compare/stage.js';
import { listen } from '../listen/stage.js';
import { transcribe } from '../transcribe/stage.js';
import { findCuts, gatherTalkEvidence } from './find-cuts.js';
import { withOwnPassages } from './own-passages.js';
import { cleanSettings } from './settings.js';

/** Decides what is taken out of the words and the sound; every cut has a reason and can be undone. */
export const clean = defineStage({
  name: 'clean',
  version: 7,
  queue: 'cpu',
  needs: {
    transcript: transcribe,
    sounds: listen,
    repeats: compare,
    verdicts: decisions('cut'),
    made: decisions('cut-made'),
    proposed: decisions('cut-proposed'),
    learned: given.learned,
  },
  settings: cleanSettings,
  output: editsArtifact,
  async run({ transcript, sounds, repeats, ...host }, { settings, ...tools }) {
    tools.progress(0, 'looking for what can go');
    const heard = withOwnPassages(sounds, repeats);
    const talk = await gatherTalkEvidence(transcript, heard, settings, tools);
    const degraded = [sounds.degraded, talk.model?.degraded].filter((why) => why !== undefined);
    return {
      profile: settings.profile,
      cuts: findCuts(transcript, heard, settings, host, talk),
      ...(degraded.length > 0 && { degraded: degraded.join(' ') }),
    };
  },
});
