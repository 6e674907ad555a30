import { ProblemNote } from '../parts/problem-note.js';

/** What stands in place of a page that could not be shown. */
export function PageError({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <main className="page narrow">
      <h1>This page could not be shown</h1>
      <ProblemNote error={error}>
        <p>
          <button type="button" className="button small" onClick={reset}>
            Try again
          </button>
        </p>
      </ProblemNote>
    </main>
  );
}
