import { type FileHandle, open } from 'node:fs/promises';
import type { Span } from '#contracts';
import { decode } from '#media';
import { mergedSpans, overlapsAny } from '../../timeline.js';
import type { Edit } from './play.js';
import { type Change, SpanWalk } from './span-walk.js';
import type { FrameSpan } from './splice-plan.js';

/** Levels are looked at in pieces of this length. */
const pieceMs = 50;
const piecePcmSamples = 16 * pieceMs;
/** Long enough not to be heard as a loop; shorter ones serve where nobody ever pauses that long. */
const toneLengthsMs = [1000, 500, 250];
/** Below this a stretch is no room but digital silence, such as an editor or a gate leaves. */
const digitalSilenceDb = -88;
/** The room around a mute is what is quietest this far to both sides. */
const aroundMs = 3000;
const roomShare = 0.1;
/** A room that is further away in level than this was not measured well. */
const mostMatchDb = 12;
/** The end of the tone fades into its beginning. */
const loopFadeMs = 60;

const db = (power: number) => Math.max(-100, 10 * Math.log10(power + 1e-12));

/** The room of an episode: where it is heard alone, and how loud it is anywhere. */
export class Room {
  private constructor(
    /** Level of each piece, in dBFS. */
    private readonly levels: Float32Array,
    /** The quietest stretch in which nobody speaks and nothing sounds; null in a recording shorter than any tone. */
    readonly alone: Span | null,
  ) {}

  /**
   * @param pcmPath 16 kHz mono speech samples of the whole recording
   * @param busy words, and sounds that are to go
   */
  static async listen(pcmPath: string, busy: readonly Span[], signal: AbortSignal): Promise<Room> {
    const file = await open(pcmPath, 'r');
    try {
      const levels = await levelsOf(file, signal);
      const inUse = mergedSpans(busy, levels.length * pieceMs);
      const stretches = toneLengthsMs.map((ms) => quietest(levels, ms, inUse));
      return new Room(levels, stretches.find(Boolean) ?? quietest(levels, toneLengthsMs.at(-1)!, []));
    } finally {
      await file.close();
    }
  }

  /** How much louder the room is around a span than where it is heard alone, as a factor. */
  gainAt({ startMs, endMs }: Span): number {
    if (!this.alone) return 1;
    const near = [
      ...this.between(startMs - aroundMs, startMs),
      ...this.between(endMs, endMs + aroundMs),
    ].sort((a, b) => a - b);
    const here = near[Math.floor(near.length * roomShare)];
    const there = this.between(this.alone.startMs, this.alone.endMs);
    if (here === undefined || here < digitalSilenceDb) return 1;
    const difference = here - there.reduce((sum, level) => sum + level, 0) / there.length;
    return 10 ** (Math.max(-mostMatchDb, Math.min(mostMatchDb, difference)) / 20);
  }

  private between(startMs: number, endMs: number): Float32Array {
    return this.levels.subarray(Math.max(0, Math.ceil(startMs / pieceMs)), Math.floor(endMs / pieceMs));
  }
}

async function levelsOf(file: FileHandle, signal: AbortSignal): Promise<Float32Array> {
  const { size } = await file.stat();
  const levels = new Float32Array(Math.floor(size / 2 / piecePcmSamples));
  const block = new Int16Array(256 * piecePcmSamples);
  for (let first = 0; first < levels.length; first += 256) {
    signal.throwIfAborted();
    await file.read(block, { position: first * piecePcmSamples * 2 });
    const pieces = Math.min(256, levels.length - first);
    for (let piece = 0; piece < pieces; piece++) {
      let sum = 0;
      for (let at = piece * piecePcmSamples; at < (piece + 1) * piecePcmSamples; at++)
        sum += (block[at]! / 32_768) ** 2;
      levels[first + piece] = db(sum / piecePcmSamples);
    }
  }
  return levels;
}

/** The stretch whose loudest piece is quietest, but not digitally silent unless all is. */
function quietest(levels: Float32Array, lengthMs: number, busy: readonly Span[]): Span | null {
  const pieces = lengthMs / pieceMs;
  let best: Span | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let first = 0; first + pieces <= levels.length; first++) {
    const span = { startMs: first * pieceMs, endMs: (first + pieces) * pieceMs };
    if (overlapsAny(busy, span)) continue;
    const inside = levels.subarray(first, first + pieces);
    const isRoom = Math.min(...inside) > digitalSilenceDb;
    const cost = isRoom ? Math.max(...inside) : 0;
    if (cost < bestCost) [best, bestCost] = [span, cost];
  }
  return best;
}

/** The room's own sound in the shape of the finished audio, as a loop without a seam. */
export async function readTone(
  { path, container, sampleRate, plan }: Pick<Edit, 'path' | 'container' | 'sampleRate' | 'plan'>,
  stretch: Span,
  signal: AbortSignal,
): Promise<Float32Array> {
  const { channels } = plan;
  const parts: Buffer[] = [];
  const durationMs = stretch.endMs - stretch.startMs;
  const options = { container, sampleRate, channels, format: 'f32le', durationMs, signal } as const;
  for await (const bytes of decode(path, { ...options, fromMs: stretch.startMs }))
    parts.push(Buffer.from(bytes));
  const tone = new Float32Array(Uint8Array.from(Buffer.concat(parts)).buffer);
  return looped(tone, Math.round((loopFadeMs * sampleRate) / 1000) * channels);
}

/** As long as the tone less the fade: its last samples sound with its first, at constant power. */
function looped(tone: Float32Array, fade: number): Float32Array {
  const length = Math.max(0, tone.length - fade);
  const loop = tone.slice(0, length);
  for (let at = 0; at < Math.min(fade, length); at++) {
    const angle = (at / fade) * (Math.PI / 2);
    loop[at] = Math.sin(angle) * tone[at]! + Math.cos(angle) * tone[length + at]!;
  }
  return loop;
}

export interface MutedSpan extends FrameSpan {
  /** Of the tone that takes its place. */
  gain: number;
}

/** Puts the room's own sound in the place of what is muted: silence would be heard as a hole. */
export class MutedSpans implements Change {
  private readonly walk: SpanWalk;

  /** @param tone a loop of interleaved frames; empty for silence. @param spans in order, not overlapping */
  constructor(
    private readonly spans: readonly MutedSpan[],
    private readonly tone: Float32Array,
    rampFrames: number,
    private readonly channels: number,
  ) {
    this.walk = new SpanWalk(spans, rampFrames, channels);
  }

  apply(block: Float32Array): void {
    const { tone, channels } = this;
    this.walk.each(block, (at, depth, frame, span) => {
      const from = tone.length > 0 ? (frame * channels) % tone.length : 0;
      const gain = depth * this.spans[span]!.gain;
      for (let channel = 0; channel < channels; channel++)
        block[at + channel] = (1 - depth) * block[at + channel]! + gain * (tone[from + channel] ?? 0);
    });
  }
}
