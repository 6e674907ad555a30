import { Link, useNavigate } from '@tanstack/react-router';
import type { EpisodeView } from '#contracts';
import { useEpisodeDelete } from '../../api/mutations.js';
import { date, length } from '../../format.js';
import { ConfirmButton } from '../../parts/confirm-button.js';
import { Icon } from '../../parts/icon.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { StatusPill } from '../../parts/status-pill.js';

function DeleteButton({ episode }: { episode: EpisodeView }) {
  const navigate = useNavigate();
  const { mutate, error } = useEpisodeDelete();
  const remove = () =>
    mutate(episode.id, {
      onSuccess: () => navigate({ to: '/shows/$showId', params: { showId: episode.showId } }),
    });
  return (
    <>
      <ConfirmButton
        className="button plain small"
        question={`Delete “${episode.title}”?`}
        consequence="The recording and everything made from it are deleted. If it is on the feed, it leaves the feed."
        yes="Delete the episode"
        onYes={remove}
      >
        <Icon name="trash" /> Delete
      </ConfirmButton>
      <ProblemNote error={error} />
    </>
  );
}

export function EpisodeHeader({ episode }: { episode: EpisodeView }) {
  const { title, status, progress, createdAt, publishedAt, durationMs, showId } = episode;
  return (
    <header className="page-head episode-head">
      <div className="stack-tight">
        <p className="small">
          <Link to="/shows/$showId" params={{ showId }}>
            ← All episodes
          </Link>
        </p>
        <h1>{title}</h1>
        <p className="row quiet small">
          <StatusPill status={status} progress={progress} />
          {durationMs !== null && <span className="figures">{length(durationMs)} recorded</span>}
          <span>{publishedAt ? `Published ${date(publishedAt)}` : `Uploaded ${date(createdAt)}`}</span>
        </p>
      </div>
      <DeleteButton episode={episode} />
    </header>
  );
}
