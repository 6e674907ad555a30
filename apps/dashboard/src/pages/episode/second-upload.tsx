import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { EpisodeView } from '#contracts';
import { queries } from '../../api/queries.js';
import { Icon } from '../../parts/icon.js';
import { onceMade } from './use-episode.js';

/** Says that this recording was handed in before, so that it is not published twice by mistake. */
export function SecondUpload({ episode }: { episode: EpisodeView }) {
  const { data } = useQuery({ ...queries.passages(episode.id), ...onceMade(episode, 'compare') });
  const [same] = data?.sameAs ?? [];
  if (!same) return null;
  return (
    <div className="note" role="status">
      <Icon name="warning" />
      <p>
        This recording is already here as{' '}
        <Link to="/episodes/$episodeId" params={{ episodeId: same.id }}>
          {same.title}
        </Link>
        . If it was uploaded by mistake, delete one of the two.
      </p>
    </div>
  );
}
