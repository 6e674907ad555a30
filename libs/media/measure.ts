import type { Writable } from 'node:stream';
import { Failure, type Loudness } from '#contracts';
import { findBinaries } from './binaries.js';
import { awaitedLater, startChild } from './child.js';
import type { Container } from './container.js';
import { undecodable, wallClockMs } from './decode.js';
import { pcmInputArgs } from './encode.js';
import { type Level, levelFilter } from './level.js';
import { loudnessFilter, parseLoudness } from './loudness.js';
import { inputArgs, lastLine } from './probe.js';

const unmeasurable = (stderr: string) =>
  new Failure(
    'bug',
    `The loudness could not be measured: ${lastLine(stderr)}`,
    'Please report this with the file.',
  );

export interface MeterOptions {
  sampleRate: number;
  channels: number;
  /** Measures as it would be after this; default: as it is. */
  level?: Level;
  peak: 'none' | 'sample' | 'true';
  durationMs: number;
  signal: AbortSignal;
}

/** Measures interleaved 32-bit float samples written to `pcm`. With `peak: 'sample'`, `truePeakDbtp` is the sample peak. */
export function startMeter(options: MeterOptions): { pcm: Writable; done: Promise<Loudness> } {
  const level = options.level ? `${levelFilter(options.level, options.sampleRate)},` : '';
  const args = [
    ...['-hide_banner', '-nostats', '-v', 'info', ...pcmInputArgs(options)],
    ...['-af', `${level}${loudnessFilter(options.peak)}`, '-f', 'null', '-'],
  ];
  const { stdin, stdout, done } = startChild(findBinaries().ffmpeg.path, args, {
    signal: options.signal,
    limitMs: wallClockMs(options.durationMs),
    onBadExit: unmeasurable,
  });
  stdout.resume();
  return { pcm: stdin, done: awaitedLater(done.then(parseLoudness)) };
}

/**
 * Measures a file of our own or a probed one: EBU R128 integrated loudness, range, and true peak.
 * Decoded samples go to a pipe that we empty rather than to ffmpeg's null: so a measurement ends with its parent.
 */
export async function measureLoudness(
  path: string,
  { container, durationMs, signal }: { container: Container; durationMs: number; signal: AbortSignal },
): Promise<Loudness> {
  const args = [
    ...['-hide_banner', '-nostats', '-nostdin', '-v', 'info', ...inputArgs(path, container), '-map', '0:a:0'],
    ...['-af', loudnessFilter('true'), '-f', 's16le', 'pipe:1'],
  ];
  const { stdout, done } = startChild(findBinaries().ffmpeg.path, args, {
    signal,
    limitMs: wallClockMs(durationMs),
    onBadExit: undecodable,
  });
  stdout.resume();
  return parseLoudness(await done);
}
