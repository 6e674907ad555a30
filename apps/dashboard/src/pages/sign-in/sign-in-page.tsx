import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { me } from '#contracts';
import { call } from '../../api/request.js';
import { CopyButton } from '../../parts/copy-button.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { usePageTitle } from '../../shell/page-title.js';

const command = 'npx showrunner sign-in';

/** Spends the token. It is a query, so that it is sent once however often the page renders. */
function useSignIn(token: string | null) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: person, error } = useQuery({
    queryKey: ['sign-in', token],
    queryFn: () => call(me, 'POST', '/auth/sign-in', { token }),
    enabled: token !== null,
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  useEffect(() => {
    if (!person) return;
    client.setQueryData(['me'], person);
    // The spent token must not stay in the address or the history.
    navigate({ to: '/', replace: true });
  }, [person, client, navigate]);
  return error;
}

/** A one-time link signs in by itself; without one the page says how to get one. */
export function SignInPage() {
  usePageTitle('Sign in');
  const { hash } = useLocation();
  // A fragment never reaches a server or its log.
  const token = new URLSearchParams(hash).get('token');
  const error = useSignIn(token);

  return (
    <main className="sign-in">
      <div className="card stack">
        <p className="brand">
          <img src="/mark.svg" alt="" /> Showrunner
        </p>
        <h1>{token && !error ? 'Signing you in…' : 'Sign in'}</h1>
        <ProblemNote error={error} />
        {(!token || error !== null) && (
          <>
            <p>Showrunner has no passwords. On the machine it runs on, ask for a link and open it here:</p>
            <div className="row command">
              <code>{command}</code>
              <CopyButton text={command} what="command" />
            </div>
            <p className="quiet small">Each link works once. You stay signed in on this browser.</p>
          </>
        )}
      </div>
    </main>
  );
}
