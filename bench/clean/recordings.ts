import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageRoot } from '#config';
import type { Truth, WrittenCut } from './score-cuts.js';

/** A recording of which it is known what should go. */
export interface Recording {
  name: string;
  path: string;
  truth: Truth;
}

/** Every recording under a folder with a NAME.truth.json beside it that says what may go. */
export function recordingsUnder(folder: string): Recording[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.truth.json'))
    .sort()
    .flatMap((file) => {
      const truth = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Truth;
      const stem = join(folder, file.replace('.truth.json', ''));
      const path = ['mp3', 'm4a', 'opus', 'flac'].map((extension) => `${stem}.${extension}`).find(existsSync);
      return path && truth.spans ? [{ name: basename(stem), path, truth }] : [];
    });
}

/** Speech that must stay whole: nothing in it is to be taken out. */
export const mustStay = ({ truth }: Recording): boolean =>
  !truth.spans.some(({ kind }) => kind.startsWith('notification'));

/** Where outputs are kept, and whether the words are recognised or taken from the truth, which saves most of the time. */
export interface Source {
  outputs: string;
  words: 'heard' | 'given';
}

/** Cuts that `showrunner process` makes, as a user would get them. What is kept of an earlier run is not made again. */
export function cutsOf({ name, path, truth }: Recording, { outputs, words }: Source): WrittenCut[] {
  const out = join(outputs, name);
  const given = join(out, 'words.json');
  const transcript = words === 'given' ? ['--transcript', given] : [];
  if (words === 'given') {
    mkdirSync(out, { recursive: true });
    writeFileSync(given, JSON.stringify({ words: truth.words }));
  }
  processed(outputs, name, [path, '--language', 'en', ...transcript]);
  return (JSON.parse(readFileSync(join(out, 'edits.json'), 'utf8')) as { cuts: WrittenCut[] }).cuts;
}

/** Runs `showrunner process` into `outputs`/`name`, unless it is there already, and gives that folder. */
export function processed(outputs: string, name: string, args: readonly string[]): string {
  const out = join(outputs, name);
  if (existsSync(join(out, 'edits.json'))) return out;
  const showrunner = join(packageRoot, 'apps/cli/showrunner.mjs');
  const env = { SHOWRUNNER_DATA: join(outputs, '.data'), ...process.env };
  const command = [showrunner, 'process', ...args, '--out', out, '--quiet'];
  const done = spawnSync(process.execPath, command, { encoding: 'utf8', env });
  if (done.status !== 0) throw new Error(`${name}: ${done.stderr.trim()}`);
  return out;
}
