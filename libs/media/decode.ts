import type { Readable } from 'node:stream';
import { type Failure, inputFailure, type Loudness } from '#contracts';
import { findBinaries } from './binaries.js';
import { type Child, startChild } from './child.js';
import type { Container } from './container.js';
import { loudnessFilter, parseLoudness } from './loudness.js';
import { inputArgs, lastLine } from './probe.js';

export interface DecodeOptions {
  container: Container;
  sampleRate: number;
  channels: number;
  format: 's16le' | 'f32le';
  /** How long the audio is thought to be; sets the wall-clock limit. */
  durationMs: number;
  /** Decodes only `durationMs` from here on, to about a frame of the format; the whole file when absent. */
  fromMs?: number;
  signal: AbortSignal;
}

/** ffmpeg decodes 500 to 2000 times faster than real time; slower than real time means stuck, even on a crowded machine. */
export const wallClockMs = (durationMs: number): number => 60_000 + durationMs;

export const undecodable = (stderr: string): Failure =>
  inputFailure(
    `The audio cannot be decoded: ${lastLine(stderr)}`,
    'Play it once to see whether it is whole, then upload it again or convert it first.',
  );

const common = ['-hide_banner', '-nostats', '-nostdin'];
const stretchArgs = ({ fromMs, durationMs }: DecodeOptions) =>
  fromMs === undefined ? [] : ['-ss', String(fromMs / 1000), '-t', String(durationMs / 1000)];
const rawArgs = ({ format, sampleRate, channels }: DecodeOptions) => [
  ...['-f', format, '-ar', String(sampleRate), '-ac', String(channels), 'pipe:1'],
];

/** Gives back the pipe's chunks as whole frames, aligned in memory so that a typed array can be laid over them. */
async function* wholeFrames(pcm: Readable, frameBytes: number): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of pcm as AsyncIterable<Buffer>) {
    const aligned = rest.length === 0 && chunk.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0;
    const bytes = aligned ? chunk : alignedConcat(rest, chunk);
    const whole = bytes.length - (bytes.length % frameBytes);
    rest = bytes.subarray(whole);
    if (whole > 0) yield bytes.subarray(0, whole);
  }
}

function alignedConcat(first: Buffer, second: Buffer): Buffer {
  const joined = Buffer.from(new ArrayBuffer(first.length + second.length));
  first.copy(joined, 0);
  second.copy(joined, first.length);
  return joined;
}

async function* framesOf(child: Child, options: DecodeOptions): AsyncGenerator<Buffer, string> {
  const sampleBytes = options.format === 'f32le' ? 4 : 2;
  try {
    yield* wholeFrames(child.stdout, sampleBytes * options.channels);
  } catch (error) {
    // A stream that broke because ffmpeg was ended says less than the reason for which it was ended.
    await child.done;
    throw error;
  }
  return child.done;
}

const start = (args: string[], { signal, durationMs }: DecodeOptions): Child =>
  startChild(findBinaries().ffmpeg.path, args, {
    signal,
    limitMs: wallClockMs(durationMs),
    onBadExit: undecodable,
  });

/**
 * Decodes the first audio stream to blocks of whole interleaved PCM frames; memory does not grow with length.
 * More channels than asked for are mixed down by ffmpeg's own matrix (ITU-R BS.775 for 5.1).
 * @throws Failure (input) when it cannot be decoded; the signal's reason when aborted
 */
export async function* decode(path: string, options: DecodeOptions): AsyncGenerator<Buffer, void> {
  const args = [
    ...common,
    '-v',
    'error',
    ...stretchArgs(options),
    ...inputArgs(path, options.container),
    '-map',
    '0:a:0',
    ...rawArgs(options),
  ];
  yield* framesOf(start(args, options), options);
}

/** As `decode`, and measures the loudness of the file's own channels and rate in the same pass. */
export async function decodeAndMeasure(
  path: string,
  options: DecodeOptions,
  take: (frames: Buffer) => void | Promise<void>,
): Promise<Loudness> {
  const split = `[0:a:0]asplit=2[speech][whole];[whole]${loudnessFilter('true')}[measured]`;
  const args = [
    ...[...common, '-v', 'info', ...inputArgs(path, options.container), '-filter_complex', split],
    ...['-map', '[speech]', ...rawArgs(options), '-map', '[measured]', '-f', 'null', '-'],
  ];
  const frames = framesOf(start(args, options), options);
  try {
    for (;;) {
      const { done, value } = await frames.next();
      if (done) return parseLoudness(value);
      await take(value);
    }
  } finally {
    await frames.return('');
  }
}
