import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { z } from 'zod';
import { readSettings, type Settings } from '#config';
import { dependencyFailure } from '#contracts';

export type BinaryOrigin = 'setting' | 'ffmpeg-static' | 'path' | 'installer';

/** One program that was found and ran. */
export interface MediaBinary {
  path: string;
  origin: BinaryOrigin;
  /** As it calls itself, such as `5.1.9-0+deb12u1`. */
  version: string;
  /** What a maintainer should know about this build; null when nothing. */
  warning: string | null;
}

export interface MediaBinaries {
  ffmpeg: MediaBinary;
  ffprobe: MediaBinary;
}

const oldBuild =
  'This is the old build from the installer package: its decoders have known faults that hostile files can use. ' +
  'Install ffmpeg 5 or newer, or set FFMPEG_BIN and FFPROBE_BIN.';

const require = createRequire(import.meta.url);
const hasPath = z.object({ path: z.string() });

/** The path an optional package exports, or null: such packages may be absent, or present without their binary. */
function packaged(id: string): string | null {
  try {
    const exported: unknown = require(id);
    const path = typeof exported === 'string' ? exported : hasPath.parse(exported).path;
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

function onPath(name: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

const beside = (ffmpeg: string | undefined) => (ffmpeg ? join(dirname(ffmpeg), 'ffprobe') : undefined);

/** Runs the program once for its version; null when it does not run here. */
function tryBinary(path: string | null | undefined, origin: BinaryOrigin): MediaBinary | null {
  if (!path) return null;
  try {
    const firstLine = execFileSync(path, ['-version'], { encoding: 'utf8', timeout: 10_000, stdio: 'pipe' });
    const version = /version (\S+)/.exec(firstLine)?.[1] ?? 'unknown';
    return { path, origin, version, warning: origin === 'installer' ? oldBuild : null };
  } catch {
    return null;
  }
}

function firstThatRuns(
  name: string,
  setting: string,
  candidates: [string | null | undefined, BinaryOrigin][],
): MediaBinary {
  for (const [path, origin] of candidates) {
    const found = tryBinary(path, origin);
    if (found) return found;
    if (origin === 'setting' && path)
      throw dependencyFailure(
        `${setting} names ${path}, which does not run.`,
        `Correct ${setting} or unset it.`,
      );
  }
  throw dependencyFailure(`No ${name} was found.`, `Install ffmpeg, or set ${setting} to its path.`);
}

/** Looks for both programs anew. Everything but a test calls `findBinaries`. */
export function lookForBinaries(settings: Pick<Settings, 'FFMPEG_BIN' | 'FFPROBE_BIN'>): MediaBinaries {
  const ffmpeg = firstThatRuns('ffmpeg', 'FFMPEG_BIN', [
    [settings.FFMPEG_BIN, 'setting'],
    [packaged('ffmpeg-static'), 'ffmpeg-static'],
    [onPath('ffmpeg'), 'path'],
    [packaged('@ffmpeg-installer/ffmpeg'), 'installer'],
  ]);
  const sibling = beside(settings.FFMPEG_BIN);
  const ffprobe = firstThatRuns('ffprobe', 'FFPROBE_BIN', [
    [settings.FFPROBE_BIN, 'setting'],
    [sibling && existsSync(sibling) ? sibling : null, 'setting'],
    [onPath('ffprobe'), 'path'],
    [packaged('@ffprobe-installer/ffprobe'), 'installer'],
  ]);
  return { ffmpeg, ffprobe };
}

let found: { key: string; binaries: MediaBinaries } | undefined;

/**
 * ffmpeg and ffprobe, looked for once: FFMPEG_BIN, ffmpeg-static, the PATH, then the installer packages.
 * An ffmpeg without an ffprobe takes ffprobe from the next place that has one.
 * @throws Failure (dependency) when none runs
 */
export function findBinaries(): MediaBinaries {
  const { FFMPEG_BIN, FFPROBE_BIN } = readSettings();
  const key = JSON.stringify([FFMPEG_BIN, FFPROBE_BIN]);
  if (found?.key !== key) found = { key, binaries: lookForBinaries({ FFMPEG_BIN, FFPROBE_BIN }) };
  return found.binaries;
}
