import type { Settings } from '#config';
import { uploadArtifact } from '#contracts';
import { firstGuess } from '../estimate/first-guess.js';
import { typicalSpeed } from '../estimate/speed.js';
import type { Backend, Transaction } from './backend.js';

/** So many of the newest runs say how fast a stage is: enough for a middle, few enough to follow a new machine. */
const pastRuns = 15;

const engineInSettings = (settings: Settings, queue: string): string | undefined =>
  queue === 'speech' ? `${settings.WHISPER_ENGINE} ${settings.WHISPER_MODEL}` : undefined;

/** Notes what one stage of an episode should take. @returns milliseconds; null before the recording's length is known */
export async function expectStage(
  tx: Transaction,
  backend: Pick<Backend, 'settings' | 'pipeline'>,
  { episodeId, stage }: { episodeId: string; stage: string },
  engine?: string,
): Promise<number | null> {
  const { durationMs, upload } = await tx.episode.findUniqueOrThrow({ where: { id: episodeId } });
  if (!durationMs) return null;
  const { queue } = backend.pipeline.stage(stage);
  const isImport = queue === 'speech' && uploadArtifact.parse(upload).transcript !== null;
  const by = isImport ? 'import' : (engine ?? engineInSettings(backend.settings, queue));
  const price = by?.startsWith('http') ? backend.settings.WHISPER_PRICE_PER_MINUTE : undefined;
  const data = {
    expectedMs: Math.round(durationMs * (await speedOf(tx, stage, by))),
    expectedCost: price === undefined ? null : price * (durationMs / 60_000),
  };
  await tx.stageRun.updateMany({ where: { episodeId, stage }, data });
  return data.expectedMs;
}

/** The same for every stage, once ingest has measured the recording. */
export async function expectEpisode(
  tx: Transaction,
  backend: Pick<Backend, 'settings' | 'pipeline'>,
  episodeId: string,
  durationMs: number | null,
): Promise<void> {
  await tx.episode.update({ where: { id: episodeId }, data: { durationMs } });
  for (const { name } of backend.pipeline.stages) await expectStage(tx, backend, { episodeId, stage: name });
}

/** This installation's own past with the engine, else a first guess. Without an engine: the one that did the stage last. */
async function speedOf(tx: Transaction, stage: string, engine: string | undefined): Promise<number> {
  const newest = await tx.speed.findMany({
    where: { stage, engine },
    orderBy: { id: 'desc' },
    take: pastRuns,
  });
  const past = newest.filter((run) => run.engine === newest[0]?.engine);
  return typicalSpeed(past) ?? firstGuess(stage, engine ?? '');
}
