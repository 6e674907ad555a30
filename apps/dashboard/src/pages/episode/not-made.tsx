import { Link } from '@tanstack/react-router';
import type { EpisodeView } from '#contracts';
import { EmptyState } from '../../parts/empty-state.js';

/** Stands in for a page whose stage has not ended yet: says what is coming, and where to watch. */
export function NotMade({ episode, what }: { episode: EpisodeView; what: string }) {
  const failed = episode.stages.find(({ state }) => state === 'failed');
  const running = episode.stages.find(({ state }) => state === 'running');
  return (
    <EmptyState
      icon={failed ? 'warning' : 'clock'}
      title={failed ? `No ${what} yet` : `The ${what} will be here soon`}
    >
      <p>
        {failed
          ? 'Something stopped the work on this episode. What happened and what to do stands under Progress.'
          : running?.phase
            ? `Now: ${running.phase}.`
            : 'The recording is still being worked on. This page fills itself.'}
      </p>
      <Link to="/episodes/$episodeId/progress" params={{ episodeId: episode.id }} className="button">
        {failed ? 'See what happened' : 'Watch the progress'}
      </Link>
    </EmptyState>
  );
}
