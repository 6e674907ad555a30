import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemError } from './request.js';

/** The server said no for good: asking again gives the same answer. */
const isFinal = (error: unknown) =>
  error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500;

const isSignedOut = (error: unknown) => error instanceof ProblemError && error.problem.status === 401;

/** One cache for the whole page; `onSignedOut` runs when any answer says that the session has ended. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (count, error) => !isFinal(error) && count < 3 },
      mutations: { retry: false },
    },
  });
}
