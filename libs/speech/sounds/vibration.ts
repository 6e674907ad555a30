import type { Span } from '#contracts';
import { type FoundSound, overlaps, type Soundscape } from './events.js';
import { meanIn } from './heard-sounds.js';
import { levelHopMs } from './levels.js';
import { findLowTones, type LowTone } from './low-lines.js';
import type { PcmRecording } from './pcm-recording.js';

/**
 * A phone's motor holds its pitch to 0.1 % in a pause and to 0.5 % under a voice, and its level to 1.5 dB; no voice does
 * both, bass notes fade (our measurement, 1.2 hours of synthetic voices and beds).
 */
const mostWander = 0.005;
const mostRipple = 1.6;
/** A motor is seldom more than this under the speech; pads of a bed are 28 dB under it. */
const belowSpeechDb = 22;
/** Its pulses are alike: as high, as loud and as long, and this far apart. */
const sameHz = 0.005;
const sameDb = 3;
const sameMs = 48;
const shortestPulseMs = 200;
const longestPulseMs = 900;
const shortestRestMs = 40;
const longestRestMs = 800;
/** A pad that swells and goes under words is heard as music on average from 0.33. */
const mostMusic = 0.3;
/** In a pause the sound stands this far over what comes before it, between its pulses and after it. */
const abruptDb = 8;
const besideMs = 80;
/** Two alike only propose; that they begin and end at once in a pause is the second evidence. */
const pairScore = 0.48;
const abruptScore = 0.5;

/** Vibrations: a low tone that holds still, switched on and off at least twice. */
export interface Vibrations {
  /** Those in pauses, each found twice: by its tone, and by the way it is switched. */
  gaps: FoundSound[];
  /** Those under speech, or in doubt. */
  over: FoundSound[];
}

/**
 * Where a phone vibrates. A voice detector takes it for a voice, for it has a pitch and lines above it. Beds hold notes too:
 * `pieces` are stretches of music, `music` is the network's answer.
 */
export async function findVibrations(
  recording: Pick<PcmRecording, 'length' | 'read'>,
  scene: Soundscape,
  { pieces, music }: { pieces: readonly Span[]; music: Float32Array },
): Promise<Vibrations> {
  const pulses = (await findLowTones(recording)).filter(
    (tone) => isPulse(tone, scene) && !pieces.some((piece) => overlaps(piece, tone)),
  );
  const found: Vibrations = { gaps: [], over: [] };
  for (const run of runs(pulses)) {
    const span = { startMs: run[0]!.startMs, endMs: run.at(-1)!.endMs };
    if ([...found.gaps, ...found.over].some((other) => overlaps(other, span))) continue;
    const sound = { ...span, score: pairScore, by: 'vibration' };
    if (isSwitched(run, scene)) found.gaps.push(sound, { ...sound, score: abruptScore, by: 'on-and-off' });
    else if (meanIn(music, span) <= mostMusic) found.over.push(sound);
  }
  return found;
}

const isPulse = (tone: LowTone, { speechDb }: Soundscape): boolean => {
  const ms = tone.endMs - tone.startMs;
  return (
    tone.wander <= mostWander &&
    tone.ripple <= mostRipple &&
    tone.db >= speechDb - belowSpeechDb &&
    ms >= shortestPulseMs &&
    ms <= longestPulseMs
  );
};

/** Pulses that follow each other alike, two at least. */
function runs(pulses: readonly LowTone[]): LowTone[][] {
  return pulses
    .map((first, n) => {
      const run = [first];
      for (const next of pulses.slice(n + 1)) {
        if (next.startMs - run.at(-1)!.endMs > longestRestMs) break;
        if (isNext(run.at(-1)!, next)) run.push(next);
      }
      return run;
    })
    .filter((run) => run.length > 1);
}

const isNext = (a: LowTone, b: LowTone): boolean =>
  b.startMs - a.endMs >= shortestRestMs &&
  Math.abs(a.hz - b.hz) <= sameHz * a.hz &&
  Math.abs(a.db - b.db) <= sameDb &&
  Math.abs(a.endMs - a.startMs - (b.endMs - b.startMs)) <= sameMs;

/** Nothing else sounds: the level falls before, between and after the pulses. */
function isSwitched(run: readonly LowTone[], { levels }: Soundscape): boolean {
  const between = (startMs: number, endMs: number) =>
    levels.subarray(Math.max(0, Math.floor(startMs / levelHopMs)), Math.ceil(endMs / levelHopMs));
  const loud = Math.min(...run.map(({ startMs, endMs }) => middle(between(startMs, endMs))));
  const rests = [
    between(run[0]!.startMs - besideMs, run[0]!.startMs),
    ...run.slice(1).map((pulse, n) => between(run[n]!.endMs, pulse.startMs)),
    between(run.at(-1)!.endMs, run.at(-1)!.endMs + besideMs),
  ];
  return rests.every((rest) => rest.length === 0 || Math.min(...rest) <= loud - abruptDb);
}

const middle = (values: Float32Array) => values.toSorted()[Math.floor(values.length / 2)] ?? -100;
