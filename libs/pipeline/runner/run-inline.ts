import type { Backend } from './backend.js';
import type { Engines } from './engines.js';
import { runStage } from './run-stage.js';

export interface StageProgress {
  stage: string;
  state: string;
  progress: number;
  phase: string;
  /** What the whole stage should take, and what it still needs; null while unknown. */
  expectedMs: number | null;
  etaMs: number | null;
  engine: string | null;
  failureClass: string | null;
  failure: string | null;
  remedy: string | null;
}

/** How often the rows are looked at: they are the truth here too, and another worker may share them. */
const lookEveryMs = 100;

/**
 * Takes one episode through the pipeline in this process, without a queue; stages that do not wait for each other
 * run side by side. @returns the rows as they stand when nothing runs or may run any more
 */
export async function runInline(
  backend: Backend,
  engines: Engines,
  episodeId: string,
  signal: AbortSignal,
  onProgress: (stages: StageProgress[]) => void,
): Promise<StageProgress[]> {
  const running = new Map<string, Promise<void>>();
  const order = backend.pipeline.stages.map(({ name }) => name);
  let broken: unknown;
  for (;;) {
    signal.throwIfAborted();
    if (broken) throw broken;
    const rows = await backend.database.stageRun.findMany({ where: { episodeId } });
    const inOrder = rows.sort((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage));
    onProgress(inOrder);
    for (const { stage } of inOrder.filter((row) => row.state === 'ready' && !running.has(row.stage))) {
      const run = runStage(backend, engines, episodeId, stage, signal)
        .then(
          () => {},
          (error) => (broken = error),
        )
        .finally(() => running.delete(stage));
      running.set(stage, run);
    }
    const active = inOrder.some((row) => row.state === 'ready' || row.state === 'running');
    if (!active && running.size === 0) return inOrder;
    await Promise.race([...running.values(), new Promise((resolve) => setTimeout(resolve, lookEveryMs))]);
  }
}
