import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { EpisodeView } from '#contracts';
import { useRetry } from '../../api/mutations.js';
import { timeLeft } from '../../format.js';
import { announce } from '../../parts/announcer.js';
import { Icon } from '../../parts/icon.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useEpisode } from '../episode/use-episode.js';
import { StageRow } from './stage-row.js';
import { stageWords } from './stage-words.js';
import { useCountdown } from './use-countdown.js';

/** Estimates are counted down once a second. */
function useNow(isTicking: boolean): number {
  const [nowMs, setNow] = useState(Date.now());
  useEffect(() => {
    if (!isTicking) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isTicking]);
  return nowMs;
}

/** Says each stage that ends, not each percent. */
function useStageAnnouncements({ stages }: EpisodeView): void {
  const earlier = useRef(stages);
  useEffect(() => {
    for (const stage of stages) {
      const before = earlier.current.find((run) => run.stage === stage.stage);
      if (before?.state === stage.state) continue;
      const title = stageWords[stage.stage]?.title ?? stage.stage;
      if (stage.state === 'done') announce(`${title}: done.`);
      if (stage.state === 'failed') announce(`${title} stopped: ${stage.failure?.cause ?? ''}`);
    }
    earlier.current = stages;
  }, [stages]);
}

/** The nine stages in reading order, as they stand this second. */
export function ProgressPage() {
  const episode = useEpisode();
  const { mutate: retry, error } = useRetry(episode.id);
  const isAllDone = episode.stages.every(({ state }) => state === 'done');
  const nowMs = useNow(!isAllDone);
  const left = useCountdown(episode.etaMs, nowMs);
  useStageAnnouncements(episode);
  return (
    <section className="stack" aria-labelledby="progress-title">
      <h2 id="progress-title">How this episode is made</h2>
      {isAllDone && (
        <div className="note good">
          <Icon name="check" />
          <p>
            All done.{' '}
            <Link to="/episodes/$episodeId" params={{ episodeId: episode.id }}>
              Look over the cuts
            </Link>{' '}
            or{' '}
            <Link to="/episodes/$episodeId/publish" params={{ episodeId: episode.id }}>
              go to publishing
            </Link>
            .
          </p>
        </div>
      )}
      {!isAllDone && left !== null && <p className="quiet figures">All of it: {timeLeft(left)}.</p>}
      <ProblemNote error={error} />
      {episode.notices.map((notice) => (
        <div className="note attention" key={notice}>
          <Icon name="upload" />
          <p>{notice}</p>
        </div>
      ))}
      <ol className="stage-track">
        {episode.stages.map((stage) => (
          <StageRow key={stage.stage} stage={stage} nowMs={nowMs} onRetry={() => retry()} />
        ))}
      </ol>
    </section>
  );
}
