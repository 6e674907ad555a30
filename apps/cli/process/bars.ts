import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { StageProgress } from '#pipeline';

export interface Bars {
  show(stages: StageProgress[]): void;
  end(): void;
}

const silent: Bars = { show() {}, end() {} };

/** One bar a stage on stderr, with its phase in words and the time it still needs; nothing when quiet. */
export function progressBars(quiet: boolean): Bars {
  if (quiet) return silent;
  const lines = new MultiBar(
    {
      format: '{stage} {bar} {percentage}% {phase}',
      hideCursor: true,
      stream: process.stderr,
      noTTYOutput: false,
      barsize: 24,
    },
    Presets.rect,
  );
  const bars = new Map<string, SingleBar>();
  return {
    show(stages) {
      for (const run of stages) {
        const bar = bars.get(run.stage) ?? lines.create(100, 0);
        bars.set(run.stage, bar);
        bar.update(run.state === 'done' ? 100 : Math.floor(run.progress * 100), {
          stage: run.stage.padEnd(10),
          phase: stageWords(run),
        });
      }
    },
    end: () => lines.stop(),
  };
}

/** What a stage does and how long it still takes, such as `listening to the words, 3 min left` or `waiting, takes 40 s`. */
export function stageWords({ state, phase, etaMs, expectedMs }: StageProgress): string {
  if (state === 'running')
    return [phase, etaMs === null ? '' : `${roughTime(etaMs)} left`].filter(Boolean).join(', ');
  const isToCome = state === 'waiting' || state === 'ready';
  return isToCome && expectedMs !== null ? `${state}, takes ${roughTime(expectedMs)}` : state;
}

/** Coarse enough not to flicker. */
function roughTime(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 8) return 'a few seconds';
  return seconds < 55 ? `${Math.ceil(seconds / 5) * 5} s` : `${Math.ceil(seconds / 60)} min`;
}
