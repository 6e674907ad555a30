import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '#config';
import type { Bench, Row } from './bench.js';
import { costRows } from './clean/cost.js';
import { foundRows, staysRows } from './clean/found.js';
import { memoryRows } from './clean/memory.js';
import { recordingsUnder, type Source } from './clean/recordings.js';
import { spliceRows } from './clean/splices.js';
import { disfluencyRows, pageRows } from './clean/text.js';

const shared = resolve(packageRoot, '../shared/data');
const usualFolders = [
  join(packageRoot, 'samples'),
  ...['episodes', 'real-speech'].map((name) => join(shared, name)),
];

/**
 * `npm run bench -- clean [--folder=DIR …] [--keep=DIR] [--words=given] [--only=found,text,splices,cost,memory] [--long]`
 * A folder holds recordings with truth, as clean/make/episodes.py makes them; without one, ../shared/data and the sample
 * are taken. --keep reuses what `process` wrote into DIR; --words=given takes the truth's words instead of recognising
 * them, for hours that must stay. --long adds memory at five hours.
 */
export const bench: Bench = {
  what: 'what cleaning finds, what it loses and what it costs',
  async run(flags) {
    const { values } = parseArgs({
      args: flags,
      options: {
        folder: { type: 'string', multiple: true },
        keep: { type: 'string', default: join(packageRoot, '.cache/bench-clean') },
        words: { type: 'string', default: 'heard' },
        only: { type: 'string', default: 'found,text,splices,cost,memory' },
        long: { type: 'boolean', default: false },
      },
    });
    const folders = values.folder ?? usualFolders.filter(existsSync);
    const source = {
      outputs: resolve(values.keep),
      words: values.words === 'given' ? 'given' : 'heard',
    } as const;
    const groups: Record<string, () => Row[] | Promise<Row[]>> = {
      found: () => folders.flatMap((folder) => foundIn(resolve(folder), source)),
      text: () => [
        ...disfluencyRows(join(shared, 'disfl-qa/pairs.json')),
        ...pageRows(shared, source.outputs),
      ],
      splices: spliceRows,
      cost: costRows,
      memory: () => (values.long ? memoryRows() : []),
    };
    const rows: Row[] = [];
    for (const group of values.only.split(',')) rows.push(...((await groups[group]?.()) ?? []));
    return rows;
  },
};

function foundIn(folder: string, source: Source): Row[] {
  const recordings = recordingsUnder(folder);
  const label = basename(folder);
  return [...foundRows(label, recordings, source), ...staysRows(label, recordings, source)];
}
