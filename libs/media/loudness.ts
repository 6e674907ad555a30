import type { Writable } from 'node:stream';
import { Failure, type Loudness } from '#contracts';
import { findBinaries } from './binaries.js';
import { awaitedLater, startChild } from './child.js';
import type { Container } from './container.js';
import { undecodable, wallClockMs } from './decode.js';
import { pcmInputArgs } from './encode.js';
import { type Level, levelFilter } from './level.js';
import { inputArgs, lastLine } from './probe.js';

/**
 * EBU R128 scanner. `peak=true` oversamples to 192 kHz and costs three times as much as loudness alone.
 * Frame lines are hidden: only the summary at the end is read.
 */
export const loudnessFilter = (peak: 'none' | 'sample' | 'true'): string =>
  `ebur128=framelog=verbose:peak=${peak}`;

/** ebur128 prints this for a file in which no block passed the absolute gate (EBU Tech 3341: −70 LUFS). */
const gateLufs = -70;

const figure = (summary: string, label: RegExp): number | null => {
  const value = Number.parseFloat(label.exec(summary)?.[1] ?? 'nan');
  return Number.isFinite(value) ? value : null;
};

/** Reads ffmpeg's loudness summary. Silence has no loudness and no peak: null. */
export function parseLoudness(stderr: string): Loudness {
  const at = stderr.lastIndexOf('Integrated loudness:');
  if (at < 0)
    throw new Failure('bug', 'ffmpeg gave no loudness summary.', 'Please report this with the file.');
  const summary = stderr.slice(at);
  const integrated = figure(summary, /I:\s+(\S+) LUFS/);
  const silent = integrated === null || integrated <= gateLufs;
  return {
    integratedLufs: silent ? null : integrated,
    truePeakDbtp: figure(summary, /Peak:\s+(\S+) dBFS/),
    rangeLu: silent ? null : figure(summary, /LRA:\s+(\S+) LU/),
  };
}

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
