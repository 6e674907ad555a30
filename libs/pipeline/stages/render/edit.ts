import type { Edits, Recording, Transcript } from '#contracts';
import { publishedShape } from '#media';
import { removedSpans, wordsThatStay } from '../../timeline.js';
import { settleBoundaries } from './boundaries.js';
import type { Edit } from './play.js';
import type { RenderSettings } from './settings.js';
import { planChanges } from './sound-changes.js';
import { planSplices } from './splice-plan.js';

export type Sound = NonNullable<Recording['audio']>;

/** Works out, before any audio is made, which samples stay, how joins fade and what is done to the sound of what stays. */
export async function planEdit(
  sound: Sound,
  files: { path: string; pcmPath: string; container: Edit['container'] },
  edits: Edits,
  transcript: Transcript,
  settings: RenderSettings,
  signal: AbortSignal,
): Promise<Edit> {
  const { durationMs } = sound;
  const { path, pcmPath, container } = files;
  const { sampleRate, channels } = publishedShape(settings.format, sound);
  const removed = removedSpans(edits.cuts, durationMs, transcript.words);
  const words = wordsThatStay(edits.cuts, transcript.words);
  const settled = await settleBoundaries(removed, pcmPath, {
    words,
    durationMs,
    crossfade: settings.crossfade,
    signal,
  });
  const totalFrames = Math.round((durationMs * sampleRate) / 1000);
  const plan = planSplices(settled, totalFrames, sampleRate, channels);
  const source = { path, container, durationMs, sampleRate, plan };
  // Where the recording's own beginning or end is cut there is no join to fade: the bare edge is ramped instead.
  const bareEdges = settled.filter(({ startMs, endMs }) => startMs <= 0 || endMs >= durationMs);
  const around = { ...source, pcmPath, words, bareEdges, settings, signal };
  return { ...source, changes: await planChanges(edits.cuts, around) };
}
