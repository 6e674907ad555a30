import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Icon } from './icon.js';
import { ProblemNote } from './problem-note.js';

/** Shows what a query gave; a quiet placeholder before, and what went wrong with a way to try again instead. */
export function Loaded<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error)
    return (
      <ProblemNote error={query.error}>
        <p>
          <button type="button" className="button small" onClick={() => query.refetch()}>
            <Icon name="retry" /> Try again
          </button>
        </p>
      </ProblemNote>
    );
  return (
    <div className="skeleton" role="status" aria-label="Loading">
      <i />
      <i />
      <i />
    </div>
  );
}
