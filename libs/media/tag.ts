import { createReadStream, createWriteStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { AudioTags } from './audio-tags.js';
import { type Container, id3Bytes, sniffContainer } from './container.js';
import { id3Tag } from './id3.js';
import { copyWithMetadata } from './metadata-copy.js';

/** An ID3 header is ten bytes long. */
const id3HeaderBytes = 10;

/** Copies the MPEG frames byte for byte behind a fresh ID3v2.3 tag; an older tag is left out. */
async function tagMp3(inputPath: string, outputPath: string, tags: AudioTags): Promise<void> {
  const file = await open(inputPath, 'r');
  const { buffer } = await file
    .read(Buffer.alloc(id3HeaderBytes), 0, id3HeaderBytes, 0)
    .finally(() => file.close());
  const artwork = tags.artworkPath ? await readFile(tags.artworkPath) : null;
  const output = createWriteStream(outputPath);
  output.write(id3Tag(tags, artwork));
  await pipeline(createReadStream(inputPath, { start: id3Bytes(buffer) }), output);
}

/**
 * Writes title, show, artwork and chapters onto a finished MP3, M4A or Opus file without encoding again.
 * Memory does not grow with the file. The input is never changed.
 * @throws Failure (input) when the file or the artwork is none of these
 */
export async function tagAudio(
  inputPath: string,
  outputPath: string,
  tags: AudioTags,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const container: Container = await sniffContainer(inputPath);
  if (container === 'mp3') return tagMp3(inputPath, outputPath, tags);
  return copyWithMetadata(inputPath, outputPath, container, tags, signal);
}
