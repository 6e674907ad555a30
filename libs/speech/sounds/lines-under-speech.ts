import type { Span } from '#contracts';
import { withRecording } from '../audio/chunk-samples.js';
import { type PartialTrack, trackPartials } from './partial-tracks.js';
import { sampleRate } from './pcm-recording.js';
import { belongsToVoice } from './voice-lines.js';

/** Looked at before and behind the sound: a line that sounds all the while is the room's, not the sound's. */
const marginMs = 300;
const settlingMs = 100;
/** A line of a struck or ringing sound: this long at least, and hardly moving; a voice moves more. */
const leastFrames = 12;
const mostWander = 1.5;
/** Lines nearer than this are one to a filter. */
const nearHz = 50;
/** A chime has three to six; with many more the voice itself would suffer. */
const mostLines = 10;

/** A sound's steady lines, and from when to when they are heard. */
export interface SoundLines extends Span {
  hz: number[];
}

/**
 * The steady spectral lines of a sound that is known to be in a span of a 16 kHz mono s16le file, without those of a
 * voice over it. No lines when the sound has none, such as a buzz or a knock.
 */
export const linesUnderSpeech = (pcmPath: string, { startMs, endMs }: Span): Promise<SoundLines> =>
  withRecording(pcmPath, async (recording) => {
    const samples = (ms: number) => Math.round((ms * sampleRate) / 1000);
    const first = Math.max(0, samples(startMs - marginMs));
    const length = Math.min(recording.length, samples(endMs + marginMs)) - first;
    const read = (start: number, count: number) => recording.read(first + start, count);
    const fromMs = (first / sampleRate) * 1000;
    const tracks = (await trackPartials({ length, read })).map((track) => ({
      ...track,
      startMs: track.startMs + fromMs,
      endMs: track.endMs + fromMs,
    }));
    const lines = tracks.filter(
      (track, n) =>
        track.frames >= leastFrames &&
        track.wander <= mostWander &&
        track.startMs > fromMs + (first > 0 ? settlingMs : 0) &&
        track.startMs < endMs &&
        track.endMs > startMs &&
        !belongsToVoice(tracks, n),
    );
    const chosen = distinct(lines).slice(0, mostLines);
    return {
      startMs: Math.min(startMs, ...chosen.map((line) => line.startMs)),
      endMs: Math.max(endMs, ...chosen.map((line) => line.endMs)),
      hz: chosen.map(({ hz }) => hz),
    };
  });

/** The strongest first; of lines close together the strongest. */
function distinct(lines: readonly PartialTrack[]): PartialTrack[] {
  const strength = ({ meanDb, frames }: PartialTrack) => meanDb + 10 * Math.log10(frames);
  const chosen: PartialTrack[] = [];
  for (const line of lines.toSorted((a, b) => strength(b) - strength(a)))
    if (chosen.every(({ hz }) => Math.abs(hz - line.hz) >= nearHz)) chosen.push(line);
  return chosen;
}
