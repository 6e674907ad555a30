import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { packageRoot } from '#config';
import type { Transcript } from '#contracts';
import { cache } from './hear.js';

export const shared = resolve(packageRoot, '../shared');
const scorer = join(shared, 'eval/score_transcript.py');

interface TrueWord {
  text: string;
  start: number;
  end: number;
}

/** Speech of which every word is known. */
export interface Known {
  name: string;
  path: string;
  truthPath: string;
  /** Without times where only the text is known. */
  words: TrueWord[];
}

/** Every recording under the folders with a NAME.truth.json beside it, clips of a few seconds left out. */
export function knownIn(folders: string[]): Known[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.truth.json'))
      .sort()
      .flatMap((file) => {
        const stem = join(folder, file.replace('.truth.json', ''));
        const path = ['mp3', 'm4a', 'opus', 'flac']
          .map((extension) => `${stem}.${extension}`)
          .find(existsSync);
        const truthPath = join(folder, file);
        const { words } = JSON.parse(readFileSync(truthPath, 'utf8')) as { words?: TrueWord[] };
        return path && words && words.length > leastWords
          ? [{ name: basename(stem), path, truthPath, words }]
          : [];
      }),
  );
}
const leastWords = 100;

export interface Score {
  wer: number;
  startError: { mean: number; p95: number };
  fillerRecall: number | null;
}

/** Word errors and start errors without fillers, and the share of fillers heard; by the scorer of ../shared, if it is there. */
export function scoreOf({ name, truthPath }: Known, { words }: Transcript): Score | null {
  if (!existsSync(scorer)) return null;
  const path = join(cache, `${name}.transcript.json`);
  const timed = words.map(({ text, startMs, endMs }) => ({ text, start: startMs / 1000, end: endMs / 1000 }));
  writeFileSync(path, JSON.stringify({ words: timed }));
  const run = (...flags: string[]) =>
    JSON.parse(execFileSync('python3', [scorer, truthPath, path, ...flags], { encoding: 'utf8' })) as Score;
  return { ...run('--ignore-fillers'), fillerRecall: run().fillerRecall };
}

const isHesitation = (text: string) => /^(um+|uh+|er|erm|uhm)\W*$/i.test(text);

/** How many words are marked as um or uh, and how many of them lie on one. */
export function fillersIn({ words: known }: Known, { words }: Transcript): { made: number; right: number } {
  const real = known.filter(({ text }) => isHesitation(text));
  const made = words.filter(({ kind, text }) => kind === 'filler' && isHesitation(text));
  const right = made.filter(({ startMs, endMs }) =>
    real.some(({ start, end }) => start * 1000 < endMs && startMs < end * 1000),
  );
  return { made: made.length, right: right.length };
}
