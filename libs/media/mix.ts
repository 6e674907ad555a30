import { resolve } from 'node:path';
import { Failure } from '#contracts';
import { findBinaries } from './binaries.js';
import { startChild } from './child.js';
import type { Container } from './container.js';
import { wallClockMs } from './decode.js';
import { levelFilter } from './level.js';
import { inputArgs, lastLine } from './probe.js';

/** One of the files that are mixed, and how much louder it is made. */
export interface MixInput {
  path: string;
  container: Container;
  gainDb: number;
}

export interface MixOptions {
  sampleRate: number;
  channels: 1 | 2;
  /** Of the longest input: shorter ones end in silence. */
  durationMs: number;
  /** The sample peak that several voices at once may not pass; null when they cannot. */
  ceilingDb: number | null;
  signal: AbortSignal;
  report?(fraction: number): void;
}

/** What goes through a pipe to say how far the mix is, and to end ffmpeg when this process dies and the pipe breaks. */
const toldRate = 8_000;

/** All inputs are padded this far over the end, so that `amix`, which turns the rest up when one ends, never sees an end. */
const paddingMs = 1_000;

/**
 * Sums files that begin at the same moment into one FLAC file of 24 bits; memory does not grow with length.
 * `amix` divides by the number of inputs (its `normalize=0` is younger than the 2018 build), which is multiplied back.
 * @throws Failure (bug) when ffmpeg cannot; every input was decoded before
 */
export async function mixTracks(outputPath: string, inputs: MixInput[], options: MixOptions): Promise<void> {
  const { sampleRate, channels, durationMs, ceilingDb, signal, report } = options;
  const samples = Math.round((durationMs / 1000) * sampleRate);
  const padded = samples + Math.round((paddingMs / 1000) * sampleRate);
  const layout = channels === 1 ? 'mono' : 'stereo';
  const each = inputs.map(({ gainDb }, i) => {
    const shape = `aresample=${sampleRate},aformat=sample_fmts=fltp:channel_layouts=${layout},asetpts=N/SR/TB`;
    return `[${i}:a:0]${shape},volume=${gainDb.toFixed(3)}dB:precision=float,apad=whole_len=${padded}[t${i}]`;
  });
  const sum = `${inputs.map((_, i) => `[t${i}]`).join('')}amix=inputs=${inputs.length}:duration=longest`;
  const level = levelFilter({ gainDb: 20 * Math.log10(inputs.length), ceilingDb }, sampleRate);
  const graph = `${each.join(';')};${sum},${level},atrim=end_sample=${samples},asplit=2[mix][told]`;
  const args = [
    ...['-hide_banner', '-nostats', '-nostdin', '-v', 'error', '-y'],
    ...inputs.flatMap(({ path, container }) => inputArgs(path, container)),
    ...['-filter_complex', graph, '-map', '[mix]', '-c:a', 'flac', '-sample_fmt', 's32'],
    ...['-bits_per_raw_sample', '24', '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'],
    ...['-f', 'flac', `file:${resolve(outputPath)}`],
    ...['-map', '[told]', '-f', 's16le', '-ar', String(toldRate), '-ac', '1', 'pipe:1'],
  ];
  const { stdout, done } = startChild(findBinaries().ffmpeg.path, args, {
    signal,
    limitMs: wallClockMs(durationMs * inputs.length),
    onBadExit: (stderr) =>
      new Failure(
        'bug',
        `The tracks could not be mixed: ${lastLine(stderr)}`,
        'Please report this with the files.',
      ),
  });
  let bytes = 0;
  stdout.on('data', (part: Buffer) => {
    bytes += part.length;
    report?.(Math.min(1, bytes / 2 / ((durationMs / 1000) * toldRate)));
  });
  await done;
}
