import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fact, type Row, row } from '../bench.js';
import { cleanPair } from './clean-text.js';
import { processed } from './recordings.js';

/** Disfl-QA: questions with a spoken self-correction and the same without. */
interface Pairs {
  pairs: { disfluent: string; fluent: string }[];
}

/** Word errors of the cleaned question against the fluent one. */
export function disfluencyRows(path: string): Row[] {
  if (!existsSync(path)) return [];
  const { pairs } = JSON.parse(readFileSync(path, 'utf8')) as Pairs;
  let errors = 0;
  let words = 0;
  for (const { disfluent, fluent } of pairs) {
    const right = plainWords(fluent);
    errors += distance(right, plainWords(cleanPair(disfluent)));
    words += right.length;
  }
  const rate = errors / words;
  return [
    row(`Disfl-QA (${pairs.length} pairs): WER to the fluent text`, rate.toFixed(3), '≤ .25', rate <= 0.25),
  ];
}

/** The transcript page that the project began with, as `process` publishes it, by the scorer beside the data. */
export function pageRows(data: string, outputs: string): Row[] {
  const folder = join(data, 'venturestep-llama3');
  if (!existsSync(folder)) return [];
  const glossary = ['--glossary', join(folder, 'glossary.json')];
  const out = processed(outputs, 'page', ['--transcript', join(folder, 'page.txt'), ...glossary]);
  const scorer = join(data, '../eval/score_page.py');
  const published = join(out, 'published/transcript.txt');
  const { stdout } = spawnSync('python3', [scorer, join(folder, 'truth.json'), published], {
    encoding: 'utf8',
  });
  if (!stdout) return [fact('the seed’s page', 'cannot be scored here (needs python3)')];
  const score = JSON.parse(stdout) as PageScore;
  const { removed, notificationRecall, searchingRecall, damage } = score;
  const share = (what: string, value: number, least: number) =>
    row(`page: ${what}`, value.toFixed(3), `≥ ${least}`, value >= least);
  return [
    share('removed words, F1', removed.f1, 0.75),
    share('notification, recall', notificationRecall, 0.97),
    share('searching, recall', searchingRecall, 0.8),
    row('page: damage', damage.toFixed(4), '≤ .005', damage <= 0.005),
  ];
}

interface PageScore {
  removed: { f1: number };
  notificationRecall: number;
  searchingRecall: number;
  damage: number;
}

const plainWords = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];

/** Levenshtein distance over words. */
function distance(right: readonly string[], written: readonly string[]): number {
  let row = written.map((_, n) => n + 1);
  row.unshift(0);
  for (const [n, word] of right.entries()) {
    const next = [n + 1];
    for (const [m, other] of written.entries())
      next.push(Math.min(row[m]! + (word === other ? 0 : 1), row[m + 1]! + 1, next[m]! + 1));
    row = next;
  }
  return row.at(-1)!;
}
