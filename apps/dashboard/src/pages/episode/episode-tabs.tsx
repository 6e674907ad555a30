import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { EpisodeView } from '#contracts';
import { queries } from '../../api/queries.js';
import { onceMade } from './use-episode.js';

/** The pages of an episode, in the order in which a host goes through them. */
export function EpisodeTabs({ episode }: { episode: EpisodeView }) {
  const params = { episodeId: episode.id };
  const cuts = useQuery({ ...queries.cuts(episode.id), ...onceMade(episode, 'clean') }).data?.cuts ?? [];
  const undecided = cuts.filter(({ state }) => state === 'proposed').length;
  const done = episode.stages.filter(({ state }) => state === 'done').length;
  return (
    <nav className="tabs" aria-label="Episode">
      <Link to="/episodes/$episodeId" params={params} activeOptions={{ exact: true, includeSearch: false }}>
        Review {undecided > 0 && <span className="badge">{undecided} to decide</span>}
      </Link>
      <Link to="/episodes/$episodeId/chapters" params={params}>
        Chapters
      </Link>
      <Link to="/episodes/$episodeId/notes" params={params}>
        Notes
      </Link>
      <Link to="/episodes/$episodeId/ask" params={params}>
        Ask
      </Link>
      <Link to="/episodes/$episodeId/publish" params={params}>
        Publish
      </Link>
      <Link to="/episodes/$episodeId/progress" params={params}>
        Progress{' '}
        {done < episode.stages.length && (
          <span className="badge">
            {done} of {episode.stages.length}
          </span>
        )}
      </Link>
    </nav>
  );
}
