import { inputFailure, type Rendered, renderedArtifact } from '#contracts';
import { audioFormats, sniffContainer } from '#media';
import { defineStage } from '../../define-stage.js';
import { timelineFromKept } from '../../timeline.js';
import { clean } from '../clean/stage.js';
import { ingest } from '../ingest/stage.js';
import { transcribe } from '../transcribe/stage.js';
import { planEdit } from './edit.js';
import { finishAudio } from './finished-audio.js';
import { renderSettings } from './settings.js';
import { keptSpans } from './splice-plan.js';
import { withoutSound } from './without-sound.js';

const nothingLeft = () =>
  inputFailure(
    'The cuts take out the whole recording: nothing would be left to publish.',
    'Reject some of the cuts; each one can be rejected on its own.',
  );

/** Makes the audio that listeners get, without what is cut, at the loudness that directories ask for. */
export const render = defineStage({
  name: 'render',
  version: 3,
  queue: 'cpu',
  needs: { recording: ingest, edits: clean, transcript: transcribe },
  partsIgnore: ['edits', 'transcript'],
  settings: renderSettings,
  output: renderedArtifact,
  async run({ recording, edits, transcript }, tools): Promise<Rendered> {
    const { settings, progress, signal, objects } = tools;
    if (!recording.audio) return withoutSound(edits, transcript);
    progress(0, 'finding quiet places for the cuts');
    const path = await objects.localPath(recording.audio.source);
    const pcmPath = await objects.localPath(recording.audio.pcm16k);
    const container = await sniffContainer(path);
    const files = { path, pcmPath, container };
    const edit = await planEdit(recording.audio, files, edits, transcript, settings, signal);
    const { sampleRate, plan } = edit;
    const kept = keptSpans(plan, sampleRate);
    const { publishedDurationMs } = timelineFromKept(kept, recording.audio.durationMs);
    if (publishedDurationMs === 0) throw nothingLeft();

    const { path: finished, loudness } = await finishAudio(
      edit,
      recording.audio.loudness,
      settings,
      publishedDurationMs,
      tools,
    );
    progress(0.97, 'storing the audio');
    const audio = await objects.putFile(finished, audioFormats[settings.format].type, { move: true });
    return { audio, publishedDurationMs, kept, loudness, sampleRate, channels: plan.channels };
  },
});
