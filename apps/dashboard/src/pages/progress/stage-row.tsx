import type { StageView } from '#contracts';
import { length, moment, percent, timeLeft } from '../../format.js';
import { Icon, type IconName } from '../../parts/icon.js';
import { FailureNote } from '../../parts/problem-note.js';
import { stageWords } from './stage-words.js';
import { useCountdown } from './use-countdown.js';

const stateWords: Record<StageView['state'], { words: string; icon: IconName }> = {
  waiting: { words: 'Waiting for earlier stages', icon: 'clock' },
  ready: { words: 'Next in line', icon: 'clock' },
  running: { words: 'Running', icon: 'retry' },
  done: { words: 'Done', icon: 'check' },
  failed: { words: 'Stopped', icon: 'warning' },
};

const took = ({ startedAt, endedAt }: StageView) =>
  startedAt && endedAt ? length(Date.parse(endedAt) - Date.parse(startedAt)) : null;

/** What a stage that has yet to run should take, and cost. */
const foreseen = ({ expectedMs, expectedCost }: StageView) => [
  expectedMs === null ? '' : `takes about ${length(expectedMs)}`,
  expectedCost ? `costs about ${expectedCost.toFixed(2)}` : '',
];

function facts(stage: StageView, left: number | null): string {
  const parts = {
    waiting: foreseen(stage),
    ready: foreseen(stage),
    running: [percent(stage.progress), left === null ? '' : timeLeft(left)],
    done: [took(stage) ?? ''],
    failed: [],
  }[stage.state];
  const tries = stage.attempt > 1 ? `try ${stage.attempt}` : '';
  return [stateWords[stage.state].words, ...parts, stage.engine ?? '', tries].filter(Boolean).join(' · ');
}

/** One stage of the track: what it does, how far it is, and what stopped it. */
export function StageRow({
  stage,
  nowMs,
  onRetry,
}: {
  stage: StageView;
  nowMs: number;
  onRetry: () => void;
}) {
  const { title, does } = stageWords[stage.stage] ?? { title: stage.stage, does: '' };
  const { failure } = stage;
  const left = useCountdown(stage.etaMs, nowMs);
  return (
    <li className={`stage ${stage.state}`} aria-current={stage.state === 'running' ? 'step' : undefined}>
      <span className="stage-sign">
        <Icon name={stateWords[stage.state].icon} />
      </span>
      <div className="stage-body">
        <h3>{title}</h3>
        <p className="quiet small">{does}</p>
        {stage.state === 'running' && (
          <>
            <progress className="progress" aria-label={title} max={1} value={stage.progress}>
              {percent(stage.progress)}
            </progress>
            {stage.phase && <p className="small">{stage.phase}</p>}
          </>
        )}
        {failure && stage.state !== 'done' && (
          <FailureNote {...failure}>
            {failure.retryAt && <p className="small">Tries again by itself on {moment(failure.retryAt)}.</p>}
            <p>
              <button type="button" className="button small" onClick={onRetry}>
                <Icon name="retry" /> Retry now
              </button>
            </p>
          </FailureNote>
        )}
      </div>
      <span className="stage-facts small figures">{facts(stage, left)}</span>
    </li>
  );
}
