import type { Cut, Edits, Recording, Transcript } from '#contracts';
import { publishedShape } from '#media';
import { mergedSpans, overlapsAny, removedSpans, takesEffect, wordsThatStay } from '../../timeline.js';
import { settleBoundaries } from './boundaries.js';
import type { Edit } from './play.js';
import type { RenderSettings } from './settings.js';
import { planSplices } from './splice-plan.js';

export type Sound = NonNullable<Recording['audio']>;

/** A mute fades over this long: no click, and nothing of a chime's attack gets through. */
const muteRampMs = 10;
/** A duck is heard less the slower it moves; this is about a syllable's edge. */
const duckRampMs = 30;

/** Works out, before any audio is made, which samples stay, how joins fade and what is turned down. */
export async function planEdit(
  sound: Sound,
  { path, pcmPath, container }: { path: string; pcmPath: string; container: Edit['container'] },
  edits: Edits,
  transcript: Transcript,
  settings: RenderSettings,
  signal: AbortSignal,
): Promise<Edit> {
  const { durationMs } = sound;
  const { sampleRate, channels } = publishedShape(settings.format, sound);
  const removed = removedSpans(edits.cuts, durationMs, transcript.words);
  const words = wordsThatStay(edits.cuts, transcript.words);
  const settled = await settleBoundaries(removed, pcmPath, {
    words,
    durationMs,
    crossfade: settings.crossfade,
    signal,
  });
  const frames = (ms: number) => Math.round((ms * sampleRate) / 1000);
  const framesOf = (spans: { startMs: number; endMs: number }[]) =>
    mergedSpans(spans, durationMs).map(({ startMs, endMs }) => ({
      start: frames(startMs),
      end: frames(endMs),
    }));
  const chosen = (action: Cut['action']) =>
    edits.cuts.filter((cut) => cut.action === action && takesEffect(cut));
  // Where the recording's own beginning or end is cut there is no join to fade: the bare edge is ramped instead.
  const bareEdges = settled.filter(({ startMs, endMs }) => startMs <= 0 || endMs >= durationMs);
  const ducks = chosen('duck');
  const underWords = ducks.filter((duck) => overlapsAny(words, duck));
  const alone = ducks.filter((duck) => !overlapsAny(words, duck));
  const duck = (spans: Cut[], db: number) => ({
    spans: framesOf(spans),
    gain: 10 ** (db / 20),
    rampFrames: frames(duckRampMs),
  });
  return {
    path,
    container,
    durationMs,
    sampleRate,
    plan: planSplices(settled, frames(durationMs), sampleRate, channels),
    quieter: [
      { spans: framesOf([...chosen('mute'), ...bareEdges]), gain: 0, rampFrames: frames(muteRampMs) },
      duck(alone, settings.duckDb),
      duck(underWords, settings.duckUnderWordsDb),
    ],
  };
}
