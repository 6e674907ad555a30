import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '#config';
import type { Bench, Row } from './bench.js';
import { fullPrecisionRows } from './speech/against-f32.js';
import { timeRows } from './speech/against-faster-whisper.js';
import { memoryRows } from './speech/memory.js';
import { nameRows } from './speech/names.js';
import { nothingRows } from './speech/nothing-said.js';
import { knownIn, shared } from './speech/recordings.js';
import { wordRows } from './speech/words.js';
import { workerRows } from './speech/workers.js';

const usualFolders = [join(packageRoot, 'samples'), join(shared, 'data/episodes')];
const usualMinutes = 10;
const longMinutes = 180;

/**
 * `npm run bench -- speech [--folder=DIR …] [--only=time,f32,words,nothing,names,memory,workers] [--long]`
 * A folder holds recordings with NAME.truth.json beside them; without one, the sample and ../shared/data are taken.
 * Time is compared on the first recording. --long measures memory on three hours.
 */
export const bench: Bench = {
  what: 'what speech recognition gets right, and what it costs',
  async run(flags) {
    const { values } = parseArgs({
      args: flags,
      options: {
        folder: { type: 'string', multiple: true },
        only: { type: 'string', default: 'time,f32,words,nothing,names,memory,workers' },
        long: { type: 'boolean', default: false },
      },
    });
    const known = knownIn(values.folder ?? usualFolders.filter(existsSync));
    const [first] = known;
    const groups: Record<string, () => Row[] | Promise<Row[]>> = {
      time: () => (first ? timeRows(first.name, first.path) : []),
      f32: () => fullPrecisionRows(known),
      words: () => wordRows(known),
      nothing: nothingRows,
      names: nameRows,
      memory: () => memoryRows(values.long ? longMinutes : usualMinutes),
      workers: workerRows,
    };
    const rows: Row[] = [];
    for (const group of values.only.split(',')) rows.push(...((await groups[group]?.()) ?? []));
    return rows;
  },
};
