import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ShowView } from '#contracts';
import { callEmpty } from '../api/request.js';
import { Icon } from '../parts/icon.js';

function SignOutButton() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const signOut = async () => {
    await callEmpty('POST', '/auth/sign-out');
    await navigate({ to: '/sign-in' });
    client.clear();
  };
  return (
    <button type="button" className="button plain small" onClick={signOut}>
      <Icon name="out" /> Sign out
    </button>
  );
}

/** The way between pages; `show` is the one that is worked on. */
export function TopBar({ show }: { show: ShowView | undefined }) {
  return (
    <header className="top-bar">
      <Link to="/" className="brand">
        <img src="/mark.svg" alt="" /> Showrunner
      </Link>
      <nav className="main-nav" aria-label="Main">
        {show && (
          <>
            <Link to="/shows/$showId" params={{ showId: show.id }} activeOptions={{ exact: true }}>
              <Icon name="mic" /> Episodes
            </Link>
            <Link to="/shows/$showId/ask" params={{ showId: show.id }}>
              <Icon name="bubble" /> Ask
            </Link>
            <Link to="/shows/$showId/topics" params={{ showId: show.id }}>
              <Icon name="bookmark" /> Topics
            </Link>
            <Link to="/search">
              <Icon name="search" /> Search
            </Link>
            <Link to="/shows/$showId/settings" params={{ showId: show.id }}>
              <Icon name="gear" /> Show
            </Link>
          </>
        )}
        <Link to="/keys">
          <Icon name="key" /> API keys
        </Link>
      </nav>
      <SignOutButton />
    </header>
  );
}
