import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import NodeID3 from 'node-id3';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AudioTags } from './audio-tags.js';
import { lookForBinaries } from './binaries.js';
import { id3Bytes } from './container.js';
import { tagAudio } from './tag.js';
import { builds, ffmpeg, sine, testFolder, useBuild } from './test-media.js';
import { writeWav } from './wav.js';

const folder = await testFolder();
const { path } = folder;
afterAll(() => folder.remove());

const tags: AudioTags = {
  title: 'Räume & Rhythmus; Teil 1 = 語',
  artist: 'Mira',
  album: 'Small Batch Audio',
  year: 2026,
  language: 'en',
  artworkPath: path('cover.jpg'),
  chapters: [
    { startMs: 0, endMs: 1_234.4, title: 'Why rooms matter' },
    { startMs: 1_234.4, endMs: 3_000, title: 'Rhythm #1; the rest = later' },
  ],
};

/** What another program reads in the file. */
async function readBack(file: string) {
  const args = ['-v', 'error', '-of', 'json', '-show_format', '-show_chapters', '-show_streams', file];
  const { stdout } = await promisify(execFile)(lookForBinaries({}).ffprobe.path, args);
  const report = JSON.parse(stdout) as {
    format: { tags: Record<string, string> };
    chapters: { start_time: string; end_time: string; tags: { title: string } }[];
    streams: { codec_type: string; codec_name: string }[];
  };
  const chapters = report.chapters.map(({ start_time, end_time, tags: { title } }) => [
    +start_time,
    +end_time,
    title,
  ]);
  return { tags: report.format.tags, chapters, streams: report.streams.map((stream) => stream.codec_name) };
}

const expectedChapters = [
  [0, 1.234, 'Why rooms matter'],
  [1.234, 3, 'Rhythm #1; the rest = later'],
];

beforeAll(async () => {
  await writeWav(path('tone.wav'), [sine(440, 3, 44_100)], 44_100);
  await ffmpeg('-i', path('tone.wav'), '-metadata', 'title=old', path('tone.mp3'));
  await ffmpeg('-i', path('tone.wav'), '-c:a', 'aac', path('tone.m4a'));
  await ffmpeg('-i', path('tone.wav'), '-c:a', 'libopus', path('tone.opus'));
  const cover = sharp({ create: { width: 64, height: 64, channels: 3, background: 'teal' } });
  await writeFile(path('cover.jpg'), await cover.jpeg().toBuffer());
});

describe('an MP3', () => {
  it('gets title, show, cover and chapters, and keeps every byte of its sound', async () => {
    await tagAudio(path('tone.mp3'), path('tagged.mp3'), tags);
    const { tags: found, chapters, streams } = await readBack(path('tagged.mp3'));
    expect(found).toMatchObject({
      title: tags.title,
      artist: 'Mira',
      album: 'Small Batch Audio',
      date: '2026',
    });
    expect(chapters).toEqual(expectedChapters);
    expect(streams).toEqual(['mp3', 'mjpeg']);
    const before = await readFile(path('tone.mp3'));
    const after = await readFile(path('tagged.mp3'));
    expect(after.subarray(id3Bytes(after)).equals(before.subarray(id3Bytes(before)))).toBe(true);
  });

  it('lists its chapters in a table of contents, in order', async () => {
    await tagAudio(path('tone.mp3'), path('tagged.mp3'), tags);
    const { tableOfContents, chapter } = NodeID3.read(await readFile(path('tagged.mp3')));
    expect(tableOfContents?.[0]?.elements).toEqual(chapter?.map(({ elementID }) => elementID));
  });

  it('can be tagged again: the new tag replaces the old', async () => {
    await tagAudio(path('tone.mp3'), path('tagged.mp3'), tags);
    await tagAudio(path('tagged.mp3'), path('again.mp3'), { ...tags, title: 'Second', chapters: [] });
    const { tags: found, chapters } = await readBack(path('again.mp3'));
    expect(found.title).toBe('Second');
    expect(chapters).toEqual([]);
  });
});

describe.each(builds())('with ffmpeg $name', ({ binaries }) => {
  beforeAll(() => useBuild(binaries));

  it('writes an M4A with cover and chapters', async () => {
    await tagAudio(path('tone.m4a'), path('tagged.m4a'), tags);
    const { tags: found, chapters, streams } = await readBack(path('tagged.m4a'));
    expect(found).toMatchObject({ title: tags.title, artist: 'Mira', album: 'Small Batch Audio' });
    expect(chapters).toEqual(expectedChapters);
    expect(streams.slice(0, 1)).toEqual(['aac']);
    expect(streams).toContain('mjpeg');
  });

  it('writes an Opus file with chapters', async () => {
    await tagAudio(path('tone.opus'), path('tagged.opus'), tags);
    const { chapters, streams } = await readBack(path('tagged.opus'));
    expect(streams).toEqual(['opus']);
    expect(chapters.map(([, , title]) => title)).toEqual(expectedChapters.map(([, , title]) => title));
  });
});
