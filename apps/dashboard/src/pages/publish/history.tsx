import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.js';
import { length, moment } from '../../format.js';

/** Every version that listeners ever got. */
export function History({ episodeId }: { episodeId: string }) {
  const publications = useQuery(queries.publications(episodeId)).data?.publications ?? [];
  if (publications.length === 0) return null;
  return (
    <section className="card stack-tight" aria-labelledby="history-title">
      <h2 id="history-title">History</h2>
      <ol className="lines small">
        {publications.map(({ id, withdrawn, at, by, title, durationMs }) => (
          <li key={id}>
            {moment(at)}: {withdrawn ? 'taken off the feed' : `published “${title}”`} by {by}
            {durationMs !== null && `, ${length(durationMs)}`}
          </li>
        ))}
      </ol>
    </section>
  );
}
