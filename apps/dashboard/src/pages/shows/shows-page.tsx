import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import type { ShowView } from '#contracts';
import { queries } from '../../api/queries.js';
import { count } from '../../format.js';
import { Artwork } from '../../parts/artwork.js';
import { Icon } from '../../parts/icon.js';
import { Loaded } from '../../parts/loaded.js';
import { usePageTitle } from '../../shell/page-title.js';
import { NewShowForm } from './new-show-form.js';

function Welcome() {
  return (
    <div className="page narrow">
      <h1>Welcome to Showrunner</h1>
      <p className="lead">
        Give it the recording; it gives back the episode you meant to publish: transcribed, cleaned, in
        chapters, with notes, on your feed. First, the show it belongs to.
      </p>
      <NewShowForm />
    </div>
  );
}

function ShowGrid({ shows }: { shows: ShowView[] }) {
  return (
    <>
      <div className="page-head">
        <h1>Your shows</h1>
        <Link to="/shows/new" className="button">
          <Icon name="plus" /> New show
        </Link>
      </div>
      <ul className="show-grid">
        {shows.map((show) => (
          <li key={show.id}>
            <Link to="/shows/$showId" params={{ showId: show.id }} className="show-card">
              <Artwork show={show} />
              <strong>{show.title}</strong>
              <span className="quiet small">{count(show.episodes, 'episode')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The way in: straight to the only show, a choice among several, a welcome when there is none. */
export function ShowsPage() {
  usePageTitle('Your shows');
  return (
    <Loaded query={useQuery(queries.shows())}>
      {({ shows }) => {
        const [first, second] = shows;
        if (!first) return <Welcome />;
        if (!second) return <Navigate to="/shows/$showId" params={{ showId: first.id }} replace />;
        return <ShowGrid shows={shows} />;
      }}
    </Loaded>
  );
}
