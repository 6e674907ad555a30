import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { EmptyState } from '../../parts/empty-state.js';
import { useCurrentShow } from '../../shell/current-show.js';
import { usePageTitle } from '../../shell/page-title.js';
import { AnswerView } from './answer-view.js';
import { QuestionForm } from './question-form.js';

/** Questions over every episode of the show, answered from what was said. */
export function AskShowPage() {
  const { showId } = useParams({ from: '/inside/shows/$showId/ask' });
  const { q = '' } = useSearch({ from: '/inside/shows/$showId/ask' });
  const navigate = useNavigate();
  const title = useCurrentShow()?.title ?? 'the show';
  usePageTitle('Ask');
  return (
    <>
      <h1>Ask {title}</h1>
      <QuestionForm
        asked={q}
        onAsk={(question) =>
          navigate({ to: '/shows/$showId/ask', params: { showId }, search: { q: question } })
        }
      />
      {q ? (
        <AnswerView about={`/shows/${showId}`} question={q} whole="show" />
      ) : (
        <EmptyState icon="bubble" title="Ask what was said">
          <p>
            “When did we first speak about MinHash?” The answer comes from the transcripts alone, each
            sentence with the moment it was said at. Without a language model you get the moments.
          </p>
        </EmptyState>
      )}
    </>
  );
}

/** Questions over one episode. */
export function AskEpisodePage() {
  const { episodeId } = useParams({ from: '/inside/episodes/$episodeId' });
  const { q = '' } = useSearch({ from: '/inside/episodes/$episodeId/ask' });
  const navigate = useNavigate();
  return (
    <section className="stack">
      <h2>Ask this episode</h2>
      <QuestionForm
        asked={q}
        onAsk={(question) =>
          navigate({ to: '/episodes/$episodeId/ask', params: { episodeId }, search: { q: question } })
        }
      />
      {q && <AnswerView about={`/episodes/${episodeId}`} question={q} whole="episode" />}
    </section>
  );
}
