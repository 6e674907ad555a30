import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WordingExamples } from '#contracts';
import { queries } from '../../api/queries.js';
import { callEmpty } from '../../api/request.js';
import { ConfirmButton } from '../../parts/confirm-button.js';
import { Loaded } from '../../parts/loaded.js';
import { ProblemNote } from '../../parts/problem-note.js';

function Examples({ examples }: { examples: WordingExamples }) {
  const { titles, descriptions, chapterTitles } = examples;
  return (
    <ul className="lines">
      {titles.map(({ offered, written }) => (
        <li key={`title ${written}`}>
          <strong>{written}</strong>{' '}
          {offered && offered !== written && <span className="quiet small">instead of “{offered}”</span>}
        </li>
      ))}
      {chapterTitles.length > 0 && <li>Chapters: {chapterTitles.join(' · ')}</li>}
      {descriptions.map((text) => (
        <li key={text} className="small">
          {text}
        </li>
      ))}
    </ul>
  );
}

/** How the host worded published episodes: what a language model is shown before it writes for the next one. */
export function Wording({ showId }: { showId: string }) {
  const query = useQuery(queries.examples(showId));
  const client = useQueryClient();
  const forget = useMutation({
    mutationFn: () => callEmpty('DELETE', `/shows/${showId}/examples`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['examples', showId] }),
  });
  return (
    <section className="card stack" aria-labelledby="wording-title">
      <div>
        <h2 id="wording-title">Your wording</h2>
        <p className="quiet small">
          Titles, notes and chapter titles that you wrote for published episodes. A language model follows
          their manner in the next one.
        </p>
      </div>
      <Loaded query={query}>
        {(examples) =>
          Object.values(examples).every((list) => list.length === 0) ? (
            <p className="quiet">
              Nothing yet: change a title or a chapter of an episode and publish it, and it stands here.
            </p>
          ) : (
            <>
              <Examples examples={examples} />
              <div>
                <ConfirmButton
                  question="Forget this wording?"
                  consequence="New episodes are written without these examples. What you publish from now on teaches again."
                  yes="Forget it"
                  onYes={() => forget.mutate()}
                >
                  Start anew
                </ConfirmButton>
              </div>
            </>
          )
        }
      </Loaded>
      <ProblemNote error={forget.error} />
    </section>
  );
}
