import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Row } from './bench.js';

const folder = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const names = (await readdir(folder)).flatMap((file) => file.match(/^(.+)\.bench\.ts$/)?.[1] ?? []);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length) {
  console.error(`There is no bench named ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}

let short = 0;
for (const name of wanted.length ? wanted : names) {
  const { bench } = (await import(join(folder, `${name}.bench.ts`))) as { bench: Bench };
  console.log(`\n${name}: ${bench.what}`);
  for (const row of await bench.run(flags)) {
    if (row.reached === false) short++;
    console.log(line(row));
  }
}
process.exit(short ? 1 : 0);

function line({ what, value, reach, reached }: Row): string {
  const mark = reached === undefined ? ' ' : reached ? '✓' : '✗';
  return `${mark} ${what.padEnd(62)} ${value.padStart(12)}  ${reach ?? ''}`;
}
