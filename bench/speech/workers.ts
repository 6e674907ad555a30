import { once } from 'node:events';
import { subscribeEvents } from '#database';
import { startFleet } from '../../test/speech-fleet.js';
import { fact, type Row, row } from '../bench.js';

const chunks = 40;
/** As long as a real chunk of 28 s takes on a fast core. The simulated engine needs no core: workers do not share any. */
const chunkMs = 500;

/** One episode on one worker and on two, with the real queue, database and worker processes around a simulated engine. */
export async function workerRows(): Promise<Row[]> {
  const alone = await transcribedMs(1);
  const together = await transcribedMs(2);
  const ratio = alone / together;
  return [
    fact(
      `one and two workers, ${chunks} chunks of ${chunkMs} ms (simulated engine)`,
      `${seconds(alone)}, ${seconds(together)}`,
    ),
    row('two workers against one (simulated engine)', `${ratio.toFixed(2)} ×`, '≥ 1.8 ×', ratio >= 1.8),
  ];
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

async function transcribedMs(workers: number): Promise<number> {
  const fleet = await startFleet(workers, { chunkMs, parallel: 1 });
  const ended = new EventTarget();
  const done = once(ended, 'done');
  const subscription = await subscribeEvents(fleet.backend.databaseUrl, ({ data }) => {
    const { stage, state } = (data ?? {}) as { stage?: string; state?: string };
    if (stage === 'transcribe' && state === 'done') ended.dispatchEvent(new Event('done'));
  });
  try {
    const startedAt = performance.now();
    await fleet.addRecording(chunks);
    await done;
    return performance.now() - startedAt;
  } finally {
    await subscription.close();
    await fleet.close();
  }
}
