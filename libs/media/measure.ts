import type { Loudness } from '#contracts';
import { findBinaries } from './binaries.js';
import { startChild } from './child.js';
import type { Container } from './container.js';
import { undecodable, wallClockMs } from './decode.js';
import { loudnessFilter, parseLoudness } from './loudness.js';
import { inputArgs } from './probe.js';

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
