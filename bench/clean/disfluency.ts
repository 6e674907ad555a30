import { existsSync, readFileSync } from 'node:fs';
import { type Row, row } from '../bench.js';
import { cleanPair } from './clean-text.js';

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
