import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { checkFeed } from '#feed';
import { findBinaries } from '#media';

const sample = join(packageRoot, 'samples/small-batch-audio.mp3');
const minutes = 60_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-process-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command as a script would. */
function run(...args: string[]): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(
    process.execPath,
    [join(packageRoot, 'apps/cli/showrunner.mjs'), 'process', ...args, '--quiet'],
    {
      env: { ...process.env, SHOWRUNNER_DATA: join(folder, 'data') },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let stderr = '';
  child.stderr.on('data', (text) => (stderr += text));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, stderr })));
}
const readJson = async (...path: string[]) => JSON.parse(await readFile(join(folder, ...path), 'utf8'));

describe('showrunner process', () => {
  it(
    'writes every file for a recording, on the first run and again on the next',
    async () => {
      for (const out of ['first', 'second']) {
        expect(await run(sample, '--out', join(folder, out))).toEqual({ code: 0, stderr: '' });
        expect((await readdir(join(folder, out))).sort()).toEqual(
          ['chapters.json', 'edits.json', 'notes.json', 'published', 'tokens.json', 'transcript.json'].sort(),
        );
        expect((await readdir(join(folder, out, 'published'))).sort()).toEqual([
          'chapters.json',
          'episode.mp3',
          'feed.xml',
          'notes.html',
          'transcript.json',
          'transcript.srt',
          'transcript.txt',
          'transcript.vtt',
        ]);
      }
      const { words } = await readJson('first', 'transcript.json');
      const { cuts } = await readJson('first', 'edits.json');
      expect(words.length).toBeGreaterThan(120);
      expect(cuts.some(({ kind }: { kind: string }) => kind === 'notification')).toBe(true);
      const feed = await readFile(join(folder, 'first/published/feed.xml'), 'utf8');
      expect((await checkFeed(feed)).filter(({ level, ok }) => level === 'MUST' && !ok)).toEqual([]);
      expect(await readJson('second', 'edits.json')).toEqual({ cuts });
    },
    4 * minutes,
  );

  it(
    'does all that needs no sound for a transcript alone, with the show’s names put right',
    async () => {
      const transcript = join(folder, 'talk.txt');
      const glossary = join(folder, 'glossary.json');
      await writeFile(
        transcript,
        'A talk\n\nAnna Berg (00:01.000)\nSo today we talk about mini hash, you know, and how it finds copies.\n\nIt is, it is quick.\n\nAnna Berg (00:31.500)\nThat was all for today. Thank you.\n',
      );
      await writeFile(glossary, JSON.stringify({ terms: [{ term: 'MinHash' }] }));
      const out = join(folder, 'text');
      expect(await run('--transcript', transcript, '--glossary', glossary, '--out', out)).toEqual({
        code: 0,
        stderr: '',
      });
      const text = await readFile(join(out, 'published/transcript.txt'), 'utf8');
      expect(text).toContain('MinHash');
      expect(text).not.toContain('it is, it is');
      expect(existsSync(join(out, 'published/episode.mp3'))).toBe(false);
    },
    minutes,
  );

  it(
    'takes a track for each speaker, and says exactly who said what',
    async () => {
      const half = (name: string, silent: string) => {
        const path = join(folder, name);
        const filter = `volume=0:enable='${silent}'`;
        const args = ['-v', 'error', '-y', '-t', '18.8', '-i', sample, '-af', filter, path];
        execFileSync(findBinaries().ffmpeg.path, args);
        return path;
      };
      const ada = half('ada.wav', 'gte(t,11.3)');
      const ben = half('ben.flac', 'lt(t,11.3)');
      const out = join(folder, 'tracks');
      const tracks = ['--track', `Ada Lovelace=${ada}`, '--track', `Ben=${ben}`];
      expect(await run(...tracks, '--out', out)).toEqual({ code: 0, stderr: '' });
      const { words, speakers } = await readJson('tracks', 'transcript.json');
      expect(speakers).toMatchObject([
        { name: 'Ada Lovelace', by: 'track' },
        { name: 'Ben', by: 'track' },
      ]);
      expect(words.length).toBeGreaterThan(40);
      for (const { start, speaker } of words) expect(speaker).toBe(start < 11.3 ? 'Ada Lovelace' : 'Ben');
      const vtt = await readFile(join(out, 'published/transcript.vtt'), 'utf8');
      expect(vtt).toContain('<v Ada Lovelace>');
      expect(existsSync(join(out, 'published/episode.mp3'))).toBe(true);
    },
    2 * minutes,
  );

  it(
    'ends with 2 and names the track that cannot be used',
    async () => {
      const letter = join(folder, 'letter.wav');
      await writeFile(letter, 'Dear listener,\n');
      const tracks = ['--track', `Ada=${sample}`, '--track', `Ben=${letter}`];
      const { code, stderr } = await run(...tracks, '--out', join(folder, 'letter'));
      expect({ code, named: stderr.includes('letter.wav: This is a text') }).toEqual({
        code: 2,
        named: true,
      });
      const unnamed = await run('--track', letter, '--out', join(folder, 'letter'));
      expect({ code: unnamed.code, told: unnamed.stderr.includes('who speaks') }).toEqual({
        code: 2,
        told: true,
      });
    },
    minutes,
  );

  const bad = [
    { name: 'talk.mp3', what: 'text that calls itself a recording', content: 'Dear listener,\n' },
    { name: 'list.mp3', what: 'a playlist that names other files', content: '#EXTM3U\nfile:///etc/passwd\n' },
    { name: 'empty.wav', what: 'an empty file', content: '' },
    { name: 'nul.txt', what: 'a transcript with NUL bytes', content: 'Hello\0there', transcript: true },
  ];
  it.each(bad)(
    'ends with 2 and says what to do for $what',
    async ({ name, content, transcript }) => {
      const path = join(folder, name);
      await writeFile(path, content);
      const out = join(folder, `${name}-out`);
      const { code, stderr } = await run(...(transcript ? ['--transcript', path] : [path]), '--out', out);
      expect(code).toBe(2);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(existsSync(out)).toBe(false);
    },
    minutes,
  );

  it('ends with 2 for a file that is not there', async () => {
    const { code, stderr } = await run(join(folder, 'nowhere.mp3'), '--out', join(folder, 'nowhere'));
    expect({ code, said: stderr.includes('cannot be read') }).toEqual({ code: 2, said: true });
  });
});
