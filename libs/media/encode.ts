import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { Failure } from '#contracts';
import { findBinaries } from './binaries.js';
import { awaitedLater, startChild } from './child.js';
import { wallClockMs } from './decode.js';
import { type Level, levelFilter } from './level.js';
import { lastLine } from './probe.js';

export const audioFormats = {
  mp3: { type: 'audio/mpeg', extension: 'mp3', container: 'mp3' },
  m4a: { type: 'audio/mp4', extension: 'm4a', container: 'mov' },
  opus: { type: 'audio/ogg', extension: 'opus', container: 'ogg' },
} as const;
export type AudioFormat = keyof typeof audioFormats;

/** Rates each encoder takes, ascending (ISO 11172-3 and 13818-3, 14496-3; libopus). */
const rates: Record<AudioFormat, readonly number[]> = {
  mp3: [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000],
  m4a: [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000, 88_200, 96_000],
  opus: [48_000],
};

/** The one layout above stereo that AAC and Opus hold and that recordings have. MP3 ends at stereo. */
const surround = 6;

/**
 * The rate and channels in which a recording is cut and published: its own, where the format has them. Rates between
 * rise to the next, higher ones fall to the highest (44.1 or 88.2 kHz for multiples of that); 5.1 stays 5.1 in AAC and
 * Opus; all else above stereo is mixed down.
 */
export function publishedShape(format: AudioFormat, source: { sampleRate: number; channels: number }) {
  const highest = rates[format].at(-1)!;
  const best = source.sampleRate % 44_100 === 0 ? Math.floor(highest / 44_100) * 44_100 : highest;
  const wanted = source.sampleRate > highest ? best : source.sampleRate;
  const sampleRate = rates[format].find((rate) => rate >= wanted)!;
  const keepsSurround = source.channels === surround && format !== 'mp3';
  return { sampleRate, channels: keepsSurround ? surround : Math.min(source.channels, 2) };
}

export interface EncodeOptions {
  format: AudioFormat;
  bitrateKbps: number;
  sampleRate: number;
  channels: number;
  level: Level;
  durationMs: number;
  signal: AbortSignal;
}

function codecArgs({ format, bitrateKbps }: EncodeOptions): string[] {
  const rate = ['-b:a', `${bitrateKbps}k`];
  if (format === 'mp3') return ['-c:a', 'libmp3lame', ...rate, '-f', 'mp3'];
  if (format === 'm4a') return ['-c:a', 'aac', ...rate, '-movflags', '+faststart', '-f', 'mp4'];
  return ['-c:a', 'libopus', ...rate, '-f', 'ogg'];
}

/**
 * LAME turns everything down before it encodes: to 0.95 below 192 kbit/s, to 0.975 there, not at all above
 * (measured alike at every rate and channel count, in the 2018 build and 5.1). We undo it.
 */
function encoderScale({ format, bitrateKbps }: EncodeOptions): number {
  if (format !== 'mp3' || bitrateKbps > 192) return 1;
  return bitrateKbps < 192 ? 0.95 : 0.975;
}

/** Input options for interleaved 32-bit float samples on stdin. */
export const pcmInputArgs = ({ sampleRate, channels }: { sampleRate: number; channels: number }) => [
  ...['-f', 'f32le', '-ar', String(sampleRate), '-ac', String(channels), '-i', 'pipe:0'],
];

/**
 * Encodes interleaved 32-bit float samples written to `pcm` into a file; memory does not grow with length.
 * An MP3 gets a LAME header with delay and padding, so that players give back exactly the samples put in.
 * `done` resolves after `pcm` was ended and the file is whole.
 */
export function startEncoder(
  outputPath: string,
  options: EncodeOptions,
): { pcm: Writable; done: Promise<void> } {
  const filter = `${levelFilter(options.level, options.sampleRate)},volume=${1 / encoderScale(options)}:precision=float`;
  const args = [
    ...['-hide_banner', '-nostats', '-v', 'error', '-y', ...pcmInputArgs(options)],
    ...['-af', filter, ...codecArgs(options)],
    ...['-map_metadata', '-1', '-fflags', '+bitexact', `file:${resolve(outputPath)}`],
  ];
  const { stdin, stdout, done } = startChild(findBinaries().ffmpeg.path, args, {
    signal: options.signal,
    limitMs: wallClockMs(options.durationMs),
    onBadExit: (stderr) =>
      new Failure(
        'bug',
        `The audio could not be encoded: ${lastLine(stderr)}`,
        'Please report this with the file.',
      ),
  });
  stdout.resume();
  return { pcm: stdin, done: awaitedLater(done.then(() => undefined)) };
}
