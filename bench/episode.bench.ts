import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '#config';
import { Client, isSettled } from '../test/client.js';
import { startShowrunner } from '../test/showrunner.js';
import { type Bench, fact, type Row, row } from './bench.js';
import { prepareReference, referenceSeconds } from './faster-whisper/reference.js';

const sample = join(packageRoot, 'samples/small-batch-audio.mp3');

export const bench: Bench = {
  what: 'the sample from upload to published, against faster-whisper int8 transcribing the same file',
  async run() {
    const python = await prepareReference();
    if (!python) return [fact('faster-whisper', 'cannot be had here (needs python3 with venv and PyPI)')];
    const showrunner = await startShowrunner();
    try {
      const client = await Client.signIn(showrunner.signInLink);
      await publishedSeconds(client, 'warm-up');
      const rows: Row[] = [];
      const ratios: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        const theirs = referenceSeconds(python, sample);
        const ours = await publishedSeconds(client, `round ${round}`);
        ratios.push(ours / theirs);
        rows.push(fact(`round ${round}: ours, theirs`, `${ours.toFixed(1)}, ${theirs.toFixed(1)} s`));
      }
      const middle = ratios.sort((x, y) => x - y)[(rounds - 1) / 2] as number;
      const what = `upload to published / faster-whisper, median of ${rounds}`;
      return [...rows, row(what, `${middle.toFixed(2)} ×`, '≤ 1.25 ×', middle <= 1.25)];
    } finally {
      await showrunner.stop();
    }
  },
};

/** Odd, for a median. */
const rounds = 5;

/** From the first byte sent to the item on the feed, with engines warm as theirs is, and nothing of it stored before. */
async function publishedSeconds(client: Client, name: string): Promise<number> {
  const { id: showId } = await client.firstShow();
  const startedAt = performance.now();
  const id = await client.upload(showId, `${name}.mp3`, await freshCopy(name));
  await client.follow(id, (episode) => isSettled(episode) && episode.publication !== null);
  return (performance.now() - startedAt) / 1000;
}

/** The same sound with another name in its old-style tag at the end: other bytes, so that no result is reused. */
async function freshCopy(name: string): Promise<Buffer> {
  const tag = Buffer.alloc(128, ' ');
  tag.write(`TAG${name}`);
  return Buffer.concat([await readFile(sample), tag]);
}
