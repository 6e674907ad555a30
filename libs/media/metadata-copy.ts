import { rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '#contracts';
import { type AudioTags, languageCode, type TagChapter } from './audio-tags.js';
import { findBinaries } from './binaries.js';
import { startChild } from './child.js';
import type { Container } from './container.js';
import { inputArgs, lastLine } from './probe.js';

/** Copying is bound by the disk: an hour of audio takes a second. */
const copyLimitMs = 10 * 60_000;

/** Escapes what ffmpeg's metadata format gives a meaning, and keeps a value on its line. */
const escaped = (value: string): string =>
  value.replace(/\p{Cc}+/gu, ' ').replace(/[=;#\\]/g, (character) => `\\${character}`);

const clock = (ms: number): string => new Date(Math.round(ms)).toISOString().slice(11, 23);

/** Chapters as ffmpeg's own sections, or for Ogg as the Vorbis comments that players read: old builds do not write those. */
function chapterLines(chapters: TagChapter[], container: Container): string[] {
  if (container === 'ogg')
    return chapters.flatMap(({ startMs, title }, index) => {
      const name = `CHAPTER${String(index).padStart(3, '0')}`;
      return [`${name}=${clock(startMs)}`, `${name}NAME=${escaped(title)}`];
    });
  return chapters.flatMap(({ startMs, endMs, title }) => [
    ...['[CHAPTER]', 'TIMEBASE=1/1000', `START=${Math.round(startMs)}`, `END=${Math.round(endMs)}`],
    `title=${escaped(title)}`,
  ]);
}

/** Title, show and chapters in ffmpeg's metadata format, times in milliseconds. */
export function metadataText(
  { title, artist, album, year, chapters }: AudioTags,
  container: Container,
): string {
  const lines = [
    ';FFMETADATA1',
    `title=${escaped(title)}`,
    `artist=${escaped(artist)}`,
    `album=${escaped(album)}`,
  ];
  lines.push('genre=Podcast', ...(year ? [`date=${year}`] : []), ...chapterLines(chapters, container));
  return `${lines.join('\n')}\n`;
}

/** Copies the coded audio into a new file with tags and chapters. Only M4A takes artwork this way: ffmpeg writes none into Ogg. */
export async function copyWithMetadata(
  inputPath: string,
  outputPath: string,
  container: Container,
  tags: AudioTags,
  signal: AbortSignal,
): Promise<void> {
  const metadataPath = `${resolve(outputPath)}.ffmetadata`;
  const artwork = container === 'mov' ? tags.artworkPath : undefined;
  const language = languageCode(tags.language);
  const args = [
    ...['-hide_banner', '-nostats', '-nostdin', '-v', 'error', '-y', ...inputArgs(inputPath, container)],
    ...['-f', 'ffmetadata', '-i', `file:${metadataPath}`],
    ...(artwork ? ['-f', 'image2', '-pattern_type', 'none', '-i', `file:${resolve(artwork)}`] : []),
    ...['-map', '0:a:0', ...(artwork ? ['-map', '2:v:0', '-disposition:v:0', 'attached_pic'] : [])],
    ...['-map_metadata', '1', '-map_chapters', '1', '-c', 'copy'],
    ...(language ? ['-metadata:s:a:0', `language=${language}`] : []),
    ...(container === 'mov' ? ['-movflags', '+faststart', '-f', 'ipod'] : ['-f', container]),
    `file:${resolve(outputPath)}`,
  ];
  await writeFile(metadataPath, metadataText(tags, container));
  try {
    const { stdout, done } = startChild(findBinaries().ffmpeg.path, args, {
      signal,
      limitMs: copyLimitMs,
      onBadExit: (stderr) =>
        new Failure(
          'bug',
          `The tags could not be written: ${lastLine(stderr)}`,
          'Please report this with the file.',
        ),
    });
    stdout.resume();
    await done;
  } finally {
    await rm(metadataPath, { force: true });
  }
}
