import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useLive } from '../../api/live.js';
import { queries } from '../../api/queries.js';
import { Loaded } from '../../parts/loaded.js';
import { PlayerProvider } from '../../player/player-context.js';
import { usePageTitle } from '../../shell/page-title.js';
import { EpisodeHeader } from './episode-header.js';
import { EpisodePlayer } from './episode-player.js';
import { EpisodeTabs } from './episode-tabs.js';
import { MarkSoundProvider } from './mark-sound.js';
import { SecondUpload } from './second-upload.js';
import { SelectedCutProvider } from './selected-cut.js';

/** One episode: its name, its sound, and below them the page for what is being done with it. */
export function EpisodePage() {
  const { episodeId } = useParams({ from: '/inside/episodes/$episodeId' });
  const query = useQuery(queries.episode(episodeId));
  useLive(episodeId);
  usePageTitle(query.data?.title ?? 'Episode');
  return (
    <Loaded query={query}>
      {(episode) => (
        <PlayerProvider key={episodeId}>
          <SelectedCutProvider>
            <MarkSoundProvider episode={episode}>
              <EpisodeHeader episode={episode} />
              <SecondUpload episode={episode} />
              <EpisodePlayer episode={episode} />
              <EpisodeTabs episode={episode} />
              <Outlet />
            </MarkSoundProvider>
          </SelectedCutProvider>
        </PlayerProvider>
      )}
    </Loaded>
  );
}
