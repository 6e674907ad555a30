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
      for (const { stage, state, progress, phase } of stages) {
        const bar = bars.get(stage) ?? lines.create(100, 0);
        bars.set(stage, bar);
        bar.update(state === 'done' ? 100 : Math.floor(progress * 100), {
          stage: stage.padEnd(10),
          phase: state === 'running' ? phase : state,
        });
      }
    },
    end: () => lines.stop(),
  };
}
