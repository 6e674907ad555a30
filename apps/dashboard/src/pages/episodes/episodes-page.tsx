import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useLive } from '../../api/live.js';
import { queries } from '../../api/queries.js';
import { count } from '../../format.js';
import { Artwork } from '../../parts/artwork.js';
import { EmptyState } from '../../parts/empty-state.js';
import { Icon } from '../../parts/icon.js';
import { Loaded } from '../../parts/loaded.js';
import { useCurrentShow } from '../../shell/current-show.js';
import { usePageTitle } from '../../shell/page-title.js';
import { FileButton } from '../../upload/file-button.js';
import { handIn } from '../../upload/hand-in.js';
import { useUploads } from '../../upload/upload-tray.js';
import { EpisodeRow } from './episode-row.js';
import { UnfinishedUploads } from './unfinished-uploads.js';

/** A finished upload has made an episode: the list shows it without waiting for an event. */
function useFreshAfterUpload() {
  const client = useQueryClient();
  const done = useUploads().filter(({ state }) => state === 'done').length;
  useEffect(() => {
    if (done > 0) client.invalidateQueries({ queryKey: ['episodes'] });
  }, [done, client]);
}

function Pages({ showId, page, pages }: { showId: string; page: number; pages: number }) {
  if (pages < 2) return null;
  return (
    <nav className="row" aria-label="Pages of episodes">
      {page > 1 && (
        <Link className="button small" to="/shows/$showId" params={{ showId }} search={{ page: page - 1 }}>
          Newer
        </Link>
      )}
      <span className="quiet small">
        Page {page} of {pages}
      </span>
      {page < pages && (
        <Link className="button small" to="/shows/$showId" params={{ showId }} search={{ page: page + 1 }}>
          Older
        </Link>
      )}
    </nav>
  );
}

function NoEpisodes({ onFiles }: { onFiles: (files: File[]) => void }) {
  return (
    <EmptyState icon="upload" title="Drop a recording to begin">
      <p>
        Anywhere on this page. MP3, M4A, WAV, FLAC, Ogg or Opus, or the sound of a video. It is transcribed,
        cleaned and put in chapters here, on this machine, and waits for your word before anyone hears it.
        Each speaker has a file of their own? Choose them all at once.
      </p>
      <FileButton multiple onFiles={onFiles}>
        <Icon name="upload" /> Choose a recording
      </FileButton>
      <ol className="empty-steps">
        <li>1. Drop it</li>
        <li>2. Look over the cuts</li>
        <li>3. Publish</li>
      </ol>
    </EmptyState>
  );
}

/** The episodes of one show, newest first, and the place to drop the next recording. */
export function EpisodesPage() {
  const { showId } = useParams({ from: '/inside/shows/$showId' });
  const { page = 1 } = useSearch({ from: '/inside/shows/$showId' });
  const show = useCurrentShow();
  const isOnly = useQuery(queries.shows()).data?.shows.length === 1;
  usePageTitle(show?.title ?? 'Episodes');
  useLive();
  useFreshAfterUpload();
  const take = (files: File[]) => handIn.take(files, showId);
  return (
    <>
      <div className="page-head">
        <div className="show-head">
          {show && <Artwork show={show} />}
          <div>
            <h1>{show?.title ?? 'Episodes'}</h1>
            {show && (
              <p className="quiet">
                {count(show.episodes, 'episode')}
                {' · '}
                {isOnly ? <Link to="/shows/new">New show</Link> : <Link to="/">All shows</Link>}
              </p>
            )}
          </div>
        </div>
        <FileButton multiple onFiles={take}>
          <Icon name="upload" /> New episode
        </FileButton>
      </div>
      <UnfinishedUploads showId={showId} />
      <Loaded query={useQuery(queries.episodes(showId, page))}>
        {({ episodes, total, pageSize }) =>
          episodes.length === 0 ? (
            <NoEpisodes onFiles={take} />
          ) : (
            <>
              <ul className="episode-list">
                {episodes.map((episode) => (
                  <EpisodeRow key={episode.id} episode={episode} />
                ))}
              </ul>
              <Pages showId={showId} page={page} pages={Math.ceil(total / pageSize)} />
              <p className="quiet small">Drop a recording anywhere on this page to make the next episode.</p>
            </>
          )
        }
      </Loaded>
    </>
  );
}
