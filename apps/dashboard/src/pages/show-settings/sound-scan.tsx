import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ScanView } from '#contracts';
import { learning, useScans } from '../../api/learning.js';
import { count } from '../../format.js';
import { Icon } from '../../parts/icon.js';
import { ProblemNote } from '../../parts/problem-note.js';

const stateWords = ({ state, matches }: ScanView): string => {
  if (state === 'found') return `${count(matches, 'new place')} found`;
  if (state === 'proposed') return 'in its review';
  return { new: 'not looked through', scanning: 'being looked through…', nothing: 'nothing found' }[state];
};

function ScannedEpisode({ showId, episode }: { showId: string; episode: ScanView }) {
  const { mutate, isPending } = useScans(showId);
  const { episodeId, title, state, published } = episode;
  return (
    <li className="row spread">
      <span>
        <Link to="/episodes/$episodeId" params={{ episodeId }}>
          {title}
        </Link>{' '}
        <span className="quiet small">
          {published && 'published, '}
          {stateWords(episode)}
        </span>
      </span>
      {state === 'found' && (
        <button
          type="button"
          className="button small"
          disabled={isPending}
          onClick={() => mutate({ what: 'proposals', episodeIds: [episodeId] })}
        >
          Add to its review<span className="visually-hidden">: {title}</span>
        </button>
      )}
    </li>
  );
}

/** Earlier episodes, in which the sounds may be as well: looked through when asked, and never changed by that. */
export function SoundScan({ showId }: { showId: string }) {
  const { data, error } = useQuery(learning.scans(showId));
  const scan = useScans(showId);
  const client = useQueryClient();
  const isScanning = data?.episodes.some(({ state }) => state === 'scanning') ?? false;
  useEffect(() => {
    // What was found counts for each sound.
    if (!isScanning) client.invalidateQueries({ queryKey: ['sounds', showId], exact: true });
  }, [client, showId, isScanning]);
  if (!data || data.episodes.length === 0) return <ProblemNote error={error} />;
  const { episodes } = data;
  const fresh = episodes.filter(({ state }) => state === 'new').length;
  const shown = episodes.filter(({ state }) => state !== 'new');
  return (
    <section className="stack-tight" aria-labelledby="scan-title">
      <h3 id="scan-title">Earlier episodes</h3>
      <p className="quiet small">
        {count(episodes.length, 'episode was', 'episodes were')} made before some of these sounds were known.
        Looking through them changes nothing; what is found can be added to their review, and is cut only when
        you accept it there.
      </p>
      {fresh > 0 && (
        <div>
          <button
            type="button"
            className="button"
            disabled={scan.isPending}
            onClick={() => scan.mutate({ what: 'scan' })}
          >
            <Icon name="search" /> Look through {count(fresh, 'episode')}
          </button>
        </div>
      )}
      <ProblemNote error={scan.error} />
      <ul className="lines" aria-live="polite">
        {shown.map((episode) => (
          <ScannedEpisode key={episode.episodeId} showId={showId} episode={episode} />
        ))}
      </ul>
    </section>
  );
}
