import { Link } from '@tanstack/react-router';
import type { EpisodeSummary } from '#contracts';
import { date, percent } from '../../format.js';
import { StatusPill } from '../../parts/status-pill.js';

/** Where a click leads: to what the person will want to see in that state. */
const place = {
  processing: '/episodes/$episodeId/progress',
  failed: '/episodes/$episodeId/progress',
  review: '/episodes/$episodeId',
  published: '/episodes/$episodeId',
  withdrawn: '/episodes/$episodeId',
} as const;

export function EpisodeRow({ episode }: { episode: EpisodeSummary }) {
  const { id, title, filename, status, progress, createdAt, publishedAt } = episode;
  return (
    <li className="episode-row">
      <Link to={place[status]} params={{ episodeId: id }} className="episode-title">
        {title}
      </Link>
      <span className="quiet small episode-facts">
        {publishedAt ? `Published ${date(publishedAt)}` : `Uploaded ${date(createdAt)}`}
        {title !== filename && <span className="episode-file"> · {filename}</span>}
      </span>
      <StatusPill status={status} progress={progress} />
      {status === 'processing' && (
        <progress className="progress" aria-label={`${title}: part done`} max={1} value={progress}>
          {percent(progress)}
        </progress>
      )}
    </li>
  );
}
