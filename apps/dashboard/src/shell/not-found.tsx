import { Link } from '@tanstack/react-router';
import { EmptyState } from '../parts/empty-state.js';
import { usePageTitle } from './page-title.js';

export function NotFound() {
  usePageTitle('Not found');
  return (
    <main className="page narrow">
      <h1>Not here</h1>
      <EmptyState icon="search" title="There is no such page">
        <p>The address may be old, or what stood here was deleted.</p>
        <Link to="/" className="button primary">
          To your episodes
        </Link>
      </EmptyState>
    </main>
  );
}
