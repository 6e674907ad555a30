import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { queries } from '../../api/queries.js';
import { EmptyState } from '../../parts/empty-state.js';
import { Loaded } from '../../parts/loaded.js';
import { usePageTitle } from '../../shell/page-title.js';
import { AboutForm } from './about-form.js';
import { ArtworkPanel } from './artwork-panel.js';
import { Glossary } from './glossary.js';
import { Lessons } from './lessons.js';
import { SoundForm } from './sound-form.js';
import { Sounds } from './sounds.js';
import { Voices } from './voices.js';
import { Wording } from './wording.js';

/** Everything that is set once a show: what directories list, how recordings are treated, the words it uses. */
export function ShowSettingsPage() {
  const { showId } = useParams({ from: '/inside/shows/$showId/settings' });
  const query = useQuery(queries.shows());
  usePageTitle('Show settings');
  return (
    <Loaded query={query}>
      {({ shows }) => {
        const show = shows.find(({ id }) => id === showId);
        if (!show)
          return (
            <EmptyState icon="search" title="There is no such show">
              It may have been deleted.
            </EmptyState>
          );
        return (
          <>
            <div>
              <h1>{show.title}</h1>
              <p className="quiet">What is set here holds for every episode of the show.</p>
            </div>
            <div className="settings">
              <AboutForm key={`about ${show.id}`} show={show} />
              <div className="stack">
                <ArtworkPanel show={show} />
                <SoundForm key={`sound ${show.id}`} show={show} />
                <Glossary showId={show.id} />
                <Voices show={show} />
                <Sounds showId={show.id} />
                <Lessons showId={show.id} />
                <Wording showId={show.id} />
              </div>
            </div>
          </>
        );
      }}
    </Loaded>
  );
}
