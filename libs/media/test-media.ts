import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lookForBinaries, type MediaBinaries } from './binaries.js';

/** What tests of sound are made of: signals, files and the ffmpeg builds at hand. */

/** A sine of a length in seconds. */
export const sine = (hertz: number, seconds: number, sampleRate: number, amplitude = 0.5): Float32Array =>
  Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, at) => amplitude * Math.sin((2 * Math.PI * hertz * at) / sampleRate),
  );

/** The same noise every time (xorshift32). */
export function noise(seconds: number, sampleRate: number, amplitude: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (amplitude * state) / 2 ** 31;
  });
}

/** A folder of its own for a test file, and how to remove it. */
export async function testFolder(): Promise<{ path: (name: string) => string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-media-'));
  return { path: (name) => join(folder, name), remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Runs ffmpeg itself, to make the files that a test takes apart. */
export const ffmpeg = async (...args: string[]): Promise<void> => {
  await promisify(execFile)(lookForBinaries({}).ffmpeg.path, ['-v', 'error', '-nostdin', '-y', ...args]);
};

const require = createRequire(import.meta.url);
const installed = (id: string): string | undefined => {
  try {
    return (require(id) as { path: string }).path;
  } catch {
    return undefined;
  }
};

/** The ffmpeg builds that this machine has: the one found first and the old one from the installer package. */
export function builds(): { name: string; binaries: MediaBinaries }[] {
  const first = lookForBinaries({});
  const old = {
    FFMPEG_BIN: installed('@ffmpeg-installer/ffmpeg'),
    FFPROBE_BIN: installed('@ffprobe-installer/ffprobe'),
  };
  const others = old.FFMPEG_BIN && old.FFMPEG_BIN !== first.ffmpeg.path ? [lookForBinaries(old)] : [];
  return [first, ...others].map((binaries) => ({ name: binaries.ffmpeg.version, binaries }));
}

/** Chooses a build for what follows, as an installation does: by the two variables. */
export function useBuild({ ffmpeg: { path }, ffprobe }: MediaBinaries): void {
  process.env.FFMPEG_BIN = path;
  process.env.FFPROBE_BIN = ffprobe.path;
}
