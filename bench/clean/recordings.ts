import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
      const path = join(folder, file, '..', truth.audio ?? '');
      const name = file.replace(/^.*\//, '').replace('.truth.json', '');
      return truth.audio && truth.spans && existsSync(path) ? [{ name, path, truth }] : [];
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
  const edits = join(out, 'edits.json');
  if (!existsSync(edits)) {
    mkdirSync(out, { recursive: true });
    const given = join(out, 'words.json');
    if (words === 'given') writeFileSync(given, JSON.stringify({ words: truth.words }));
    const transcript = words === 'given' ? ['--transcript', given] : [];
    const args = ['process', path, '--out', out, '--quiet', '--language', 'en', ...transcript];
    const showrunner = join(packageRoot, 'apps/cli/showrunner.mjs');
    const env = { SHOWRUNNER_DATA: join(outputs, '.data'), ...process.env };
    const done = spawnSync(process.execPath, [showrunner, ...args], { encoding: 'utf8', env });
    if (done.status !== 0) throw new Error(`${name}: ${done.stderr.trim()}`);
  }
  return (JSON.parse(readFileSync(edits, 'utf8')) as { cuts: WrittenCut[] }).cuts;
}
