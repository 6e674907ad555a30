import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { TopicList } from '#contracts';
import { queries } from '../../api/queries.js';
import { clock, count } from '../../format.js';
import { EmptyState } from '../../parts/empty-state.js';
import { Loaded } from '../../parts/loaded.js';
import { usePageTitle } from '../../shell/page-title.js';

function Topic({ topic: { name, chapters } }: { topic: TopicList['topics'][number] }) {
  return (
    <details className="card">
      <summary>
        <strong>{name}</strong> <span className="quiet small">{count(chapters.length, 'chapter')}</span>
      </summary>
      <ul className="hits">
        {chapters.map((chapter) => (
          <li key={`${chapter.episodeId} ${chapter.startMs}`}>
            <Link
              to="/episodes/$episodeId"
              params={{ episodeId: chapter.episodeId }}
              search={{ t: chapter.startMs }}
              className="hit"
            >
              <span className="figures hit-time">{clock(chapter.startMs)}</span>
              <span>
                {chapter.chapterTitle} <span className="quiet small">{chapter.episodeTitle}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What the show comes back to, each topic with the chapters that speak of it. */
export function TopicsPage() {
  const { showId } = useParams({ from: '/inside/shows/$showId/topics' });
  const query = useQuery(queries.topics(showId));
  usePageTitle('Topics');
  return (
    <>
      <div>
        <h1>Topics</h1>
        <p className="quiet">What the show comes back to: words that several chapters share.</p>
      </div>
      <Loaded query={query}>
        {({ topics }) =>
          topics.length === 0 ? (
            <EmptyState icon="bubble" title="No topic comes back yet">
              <p>As soon as two chapters speak of the same thing, it stands here with its moments.</p>
            </EmptyState>
          ) : (
            <div className="stack-tight">
              {topics.map((topic) => (
                <Topic key={topic.name} topic={topic} />
              ))}
            </div>
          )
        }
      </Loaded>
    </>
  );
}
