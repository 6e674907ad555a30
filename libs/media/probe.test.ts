import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probe } from './probe.js';
import { builds, ffmpeg, sine, testFolder, useBuild } from './test-media.js';
import { writeWav } from './wav.js';

const { signal } = new AbortController();
const limits = { maxDurationMs: 12 * 3_600_000 };
const folder = await testFolder();
const { path } = folder;

/** Everything a podcaster may hand in, made from one second of a tone. */
const kinds: Record<string, { args: string[]; container: string; codec: string }> = {
  'tone.mp3': { args: ['-metadata', 'title=A tone'], container: 'mp3', codec: 'mp3' },
  'tone.m4a': { args: ['-c:a', 'aac', '-metadata', 'title=A tone'], container: 'mov', codec: 'aac' },
  'tone.aac': { args: ['-c:a', 'aac', '-f', 'adts'], container: 'aac', codec: 'aac' },
  'tone.flac': { args: ['-metadata', 'title=A tone'], container: 'flac', codec: 'flac' },
  'tone.opus': { args: ['-c:a', 'libopus'], container: 'ogg', codec: 'opus' },
  'tone.webm': { args: ['-c:a', 'libopus'], container: 'matroska', codec: 'opus' },
  'tone.mkv': { args: ['-c:a', 'flac'], container: 'matroska', codec: 'flac' },
  'tone.mov': { args: ['-c:a', 'pcm_s16le'], container: 'mov', codec: 'pcm_s16le' },
  'cover.mp3': {
    args: ['-f', 'lavfi', '-i', 'color=s=32x32:d=0.04', '-map', '0', '-map', '1', '-c:v', 'png'],
    container: 'mp3',
    codec: 'mp3',
  },
  'film.mp4': {
    args: ['-f', 'lavfi', '-i', 'color=s=32x32:d=3', '-c:v', 'mpeg4', '-c:a', 'aac'],
    container: 'mov',
    codec: 'aac',
  },
};

beforeAll(async () => {
  await writeWav(path('tone.wav'), [sine(440, 3, 44_100)], 44_100);
  for (const [name, { args }] of Object.entries(kinds))
    await ffmpeg('-i', path('tone.wav'), ...args, path(name));
});
afterAll(() => folder.remove());

const write = async (name: string, content: string | Buffer) => {
  await writeFile(path(name), content);
  return path(name);
};
const refusal = (file: string) =>
  probe(file, limits, signal).then(
    () => expect.unreachable('the file was taken'),
    (error: unknown) => error,
  );

describe.each(builds())('with ffmpeg $name', ({ binaries }) => {
  beforeAll(() => useBuild(binaries));

  it.each(Object.entries(kinds))('takes %s', async (name, { container, codec }) => {
    const found = await probe(path(name), limits, signal);
    expect(found).toMatchObject({ container, codec, channels: 1 });
    expect(found.declaredDurationMs).toBeGreaterThan(2900);
    expect(found.declaredDurationMs).toBeLessThan(3200);
  });

  it('reads the title that is in the file', async () => {
    expect((await probe(path('tone.mp3'), limits, signal)).tags).toEqual({ title: 'A tone' });
    expect((await probe(path('tone.m4a'), limits, signal)).tags).toEqual({ title: 'A tone' });
    expect((await probe(path('tone.flac'), limits, signal)).tags).toEqual({ title: 'A tone' });
  });

  it('asks the bytes, not the name', async () => {
    await copyFile(path('tone.flac'), path('wrong.mp3'));
    expect(await probe(path('wrong.mp3'), limits, signal)).toMatchObject({
      container: 'flac',
      codec: 'flac',
    });
  });

  it('refuses a video without sound', async () => {
    await ffmpeg('-f', 'lavfi', '-i', 'color=s=32x32:d=1', '-c:v', 'mpeg4', path('silent-film.mp4'));
    expect(await refusal(path('silent-film.mp4'))).toMatchObject({
      failureClass: 'input',
      message: 'The file has no audio stream.',
    });
  });

  it('refuses 13 hours', async () => {
    const head = (await readFile(path('tone.wav'))).subarray(0, 44);
    head.writeUInt32LE(1, 16 + 4);
    head.writeUInt16LE(1, 20);
    head.writeUInt32LE(8_000, 24);
    head.writeUInt32LE(8_000, 28);
    head.writeUInt16LE(1, 32);
    head.writeUInt16LE(8, 34);
    head.writeUInt32LE(16, 16);
    head.writeUInt16LE(1, 22);
    head.writeUInt32LE(13 * 3600 * 8_000, 40);
    await write('long.wav', head);
    await truncate(path('long.wav'), 44 + 13 * 3600 * 8_000);
    expect(await refusal(path('long.wav'))).toMatchObject({
      failureClass: 'input',
      message: 'The recording lasts 13.0 h; at most 12.0 h are taken.',
    });
  });

  it('refuses an MP4 whose index was lost with its end', async () => {
    const whole = await readFile(path('tone.m4a'));
    const file = await write('cut.m4a', whole.subarray(0, whole.length / 2));
    expect(await refusal(file)).toMatchObject({
      failureClass: 'input',
      message: expect.stringMatching(/cut off/),
    });
  });
});

describe('without asking ffmpeg', () => {
  it.each([
    ['playlist.mp3', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n', /playlist that names other files/],
    ['list.mp3', "ffconcat version 1.0\nfile '/etc/passwd'\n", /playlist that names other files/],
    ['list.pls', '[playlist]\nFile1=/etc/passwd\n', /playlist that names other files/],
    ['notes.mp3', 'Dear all, the recording follows tomorrow.', /is a text/],
    ['nul.mp3', 'RIFF\u0000\u0000 a text \u0000 with zeros', /is a text/],
    ['zeros.mp3', Buffer.alloc(5000), /nothing but zeros/],
    ['empty.mp3', '', /0 bytes/],
    ['picture.mp3', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /not an audio or video file/],
  ])('refuses %s', async (name, content, message) => {
    expect(await refusal(await write(name, content))).toMatchObject({
      failureClass: 'input',
      message: expect.stringMatching(message),
    });
  });

  it('refuses an ID3 tag with no sound behind it', async () => {
    const tag = Buffer.alloc(400);
    tag.write('ID3\u0003', 'latin1');
    tag[9] = 100;
    expect(await refusal(await write('tag.mp3', tag))).toMatchObject({ failureClass: 'input' });
  });

  it('refuses an MP3 and a WAV that lost their ends', async () => {
    for (const name of ['tone.mp3', 'tone.wav']) {
      const whole = await readFile(path(name));
      const file = await write(`cut-${name}`, whole.subarray(0, Math.floor(whole.length * 0.6)));
      expect(await refusal(file)).toMatchObject({
        failureClass: 'input',
        message: expect.stringMatching(/^The recording is cut off: its header promises \d+ kB more/),
      });
    }
  });

  it('finds the sound behind two tags', async () => {
    const tag = Buffer.alloc(110);
    tag.write('ID3\u0003', 'latin1');
    tag[9] = 100;
    const file = createWriteStream(path('two-tags.mp3'));
    for (const part of [tag, tag, await readFile(path('tone.mp3'))]) file.write(part);
    file.end();
    await once(file, 'close');
    expect((await probe(path('two-tags.mp3'), limits, signal)).codec).toBe('mp3');
  });
});
