import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { SearchHit } from '#contracts';
import { queries } from '../../api/queries.js';
import { clock, count } from '../../format.js';
import { EmptyState } from '../../parts/empty-state.js';
import { Loaded } from '../../parts/loaded.js';
import { usePageTitle } from '../../shell/page-title.js';

/** A pause in typing this long starts the search. */
const typingMs = 250;

function Hit({ hit }: { hit: SearchHit }) {
  return (
    <li>
      <Link
        to="/episodes/$episodeId"
        params={{ episodeId: hit.episodeId }}
        search={{ t: hit.startMs }}
        className="hit"
      >
        <span className="figures hit-time">{clock(hit.startMs)}</span>
        <span>
          {hit.speaker && <strong className="speaker">{hit.speaker} </strong>}
          {hit.excerpt.map(({ text, match }, i) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence, in their order
            match ? <mark key={i}>{text}</mark> : <span key={i}>{text}</span>,
          )}
        </span>
      </Link>
    </li>
  );
}

/** Hits by episode, in the order of the best hit of each. */
function HitList({ hits }: { hits: SearchHit[] }) {
  const episodes = [...new Set(hits.map(({ episodeId }) => episodeId))];
  const groups = episodes.map((id) => hits.filter(({ episodeId }) => episodeId === id));
  return groups.map((group) => (
    <section key={group[0]?.episodeId} className="card stack-tight">
      <h2>{group[0]?.episodeTitle}</h2>
      <p className="quiet small">{group[0]?.showTitle}</p>
      <ul className="hits">
        {group.map((hit) => (
          <Hit key={hit.startMs} hit={hit} />
        ))}
      </ul>
    </section>
  ));
}

function useTypedQuery(): [string, (text: string) => void] {
  const { q = '' } = useSearch({ from: '/inside/search' });
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === q) return;
    const timer = setTimeout(
      () => navigate({ to: '/search', search: { q: wanted || undefined }, replace: true }),
      typingMs,
    );
    return () => clearTimeout(timer);
  }, [text, q, navigate]);
  return [text, setText];
}

function Results({ q, page }: { q: string; page: number }) {
  const query = useQuery(queries.search(q, page));
  return (
    <Loaded query={query}>
      {({ hits, total, pageSize }) => (
        <>
          <p role="status" className="quiet">
            {total === 0 ? `Nobody said “${q}” yet.` : count(total, 'moment')}
          </p>
          <HitList hits={hits} />
          {page * pageSize < total && (
            <Link to="/search" search={{ q, page: page + 1 }} className="button">
              More moments
            </Link>
          )}
        </>
      )}
    </Loaded>
  );
}

/** Every word ever said on the shows, each hit a link to its moment. */
export function SearchPage() {
  usePageTitle('Search');
  const { q = '', page = 1 } = useSearch({ from: '/inside/search' });
  const [text, setText] = useTypedQuery();
  return (
    <>
      <h1>Search</h1>
      <search>
        <input
          type="search"
          className="search-field"
          aria-label="Search every transcript"
          placeholder="A word, or “a phrase”"
          maxLength={300}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </search>
      {q ? (
        <Results q={q} page={page} />
      ) : (
        <EmptyState icon="search" title="Find the moment">
          <p>
            Every word of every episode can be found. Quotes find a phrase, <code>-word</code> leaves a word
            out, <code>or</code> takes either.
          </p>
        </EmptyState>
      )}
    </>
  );
}
