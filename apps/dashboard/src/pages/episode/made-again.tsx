import { Link } from '@tanstack/react-router';
import type { EpisodeView } from '#contracts';
import { isMade, wasMade } from './use-episode.js';

/** Says over what a stage made last that a newer one is on its way, or could not be made. */
export function MadeAgain({ episode, stage, what }: { episode: EpisodeView; stage: string; what: string }) {
  if (isMade(episode, stage) || !wasMade(episode, stage)) return null;
  const failed = episode.stages.some(({ state }) => state === 'failed');
  return (
    <p className="quiet small" role="status">
      {failed ? `A newer ${what} could not be made. ` : `A newer ${what} is being made. `}
      Until it is here, you see the last one.{' '}
      <Link to="/episodes/$episodeId/progress" params={{ episodeId: episode.id }}>
        {failed ? 'See what happened' : 'Watch the progress'}
      </Link>
    </p>
  );
}
