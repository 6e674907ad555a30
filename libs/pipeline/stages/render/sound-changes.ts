import type { Cut, Span, Word } from '#contracts';
import { linesUnderSpeech } from '#speech';
import { mergedSpans, overlapsAny, takesEffect } from '../../timeline.js';
import { GainSpans } from './gain-spans.js';
import { type NotchSpan, NotchSpans } from './notch-spans.js';
import type { Edit } from './play.js';
import { type MutedSpan, MutedSpans, Room, readTone } from './room-tone.js';
import type { RenderSettings } from './settings.js';
import type { Change } from './span-walk.js';

/** A mute fades over this long: no click, and nothing of a chime's attack gets through. */
const muteRampMs = 10;
/** A duck is heard less the slower it moves; this is about a syllable's edge. */
const duckRampMs = 30;
/** A sound rings on in the room after its lines can no longer be followed. */
const ringsOnMs = 80;

interface Around extends Omit<Edit, 'changes'> {
  pcmPath: string;
  /** Words that stay, in order. */
  words: readonly Word[];
  /** Cuts at the recording's own ends. */
  bareEdges: readonly Span[];
  settings: RenderSettings;
  signal: AbortSignal;
}

/**
 * What is done to the sound of what stays. A mute becomes room tone. A sound over words loses its steady lines, or is
 * turned down a little where it has none; a sound that nobody speaks over is turned down far.
 */
export async function planChanges(cuts: readonly Cut[], around: Around): Promise<() => Change[]> {
  const { words, settings, sampleRate, durationMs, bareEdges } = around;
  const { channels } = around.plan;
  const chosen = (action: Cut['action']) => cuts.filter((cut) => cut.action === action && takesEffect(cut));
  const frames = (ms: number) => Math.round((ms * sampleRate) / 1000);
  const framesOf = (spans: readonly Span[]) =>
    mergedSpans(spans, durationMs).map(({ startMs, endMs }) => ({
      start: frames(startMs),
      end: frames(endMs),
    }));
  const ducks = mergedSpans(chosen('duck'), durationMs);
  const alone = ducks.filter((duck) => !overlapsAny(words, duck));
  const over = ducks.filter((duck) => overlapsAny(words, duck));
  const { notches, rest } = settings.notch ? await findLines(over, around) : { notches: [], rest: over };
  const { muted, tone } = await fillMutes(chosen('mute'), cuts, around);
  const gainOf = (db: number) => 10 ** (db / 20);

  return () => [
    new MutedSpans(muted, tone, frames(muteRampMs), channels),
    new GainSpans(framesOf(bareEdges), 0, frames(muteRampMs), channels),
    new GainSpans(framesOf(alone), gainOf(settings.duckDb), frames(duckRampMs), channels),
    new GainSpans(framesOf(rest), gainOf(settings.duckUnderWordsDb), frames(duckRampMs), channels),
    new NotchSpans(notches, frames(duckRampMs), channels, sampleRate),
  ];
}

/** Where sounds over words have steady lines, and the sounds that have none. */
async function findLines(sounds: readonly Span[], { pcmPath, sampleRate, durationMs, signal }: Around) {
  const notches: NotchSpan[] = [];
  const rest: Span[] = [];
  for (const sound of sounds) {
    signal.throwIfAborted();
    const lines = await linesUnderSpeech(pcmPath, sound);
    if (lines.hz.length === 0) {
      rest.push(sound);
      continue;
    }
    const startMs = Math.max(0, lines.startMs - duckRampMs);
    const endMs = Math.min(durationMs, lines.endMs + ringsOnMs);
    const frames = (ms: number) => Math.round((ms * sampleRate) / 1000);
    const last = notches.at(-1);
    if (last && frames(startMs - duckRampMs) <= last.end) {
      last.end = Math.max(last.end, frames(endMs));
      last.hz = [...last.hz, ...lines.hz];
    } else notches.push({ start: frames(startMs), end: frames(endMs), hz: lines.hz });
  }
  return { notches, rest };
}

/** Room tone for what is muted. Sounds that are only proposed to be cut are no room either. */
async function fillMutes(mutes: readonly Span[], cuts: readonly Cut[], around: Around) {
  const { pcmPath, words, durationMs, sampleRate, signal } = around;
  const spans = mergedSpans(mutes, durationMs);
  if (spans.length === 0) return { muted: [], tone: new Float32Array(0) };
  const sounds = cuts.filter(({ kind }) => kind !== 'pause');
  const room = await Room.listen(pcmPath, [...words, ...sounds], signal);
  const muted = spans.map(
    (span): MutedSpan => ({
      start: Math.round((span.startMs * sampleRate) / 1000),
      end: Math.round((span.endMs * sampleRate) / 1000),
      gain: room.gainAt(span),
    }),
  );
  return { muted, tone: room.alone ? await readTone(around, room.alone, signal) : new Float32Array(0) };
}
