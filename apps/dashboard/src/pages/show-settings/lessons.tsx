import { useQuery } from '@tanstack/react-query';
import type { LessonView } from '#contracts';
import { learning, useLessonReset } from '../../api/learning.js';
import { percent } from '../../format.js';
import { Loaded } from '../../parts/loaded.js';
import { ProblemNote } from '../../parts/problem-note.js';

const whatAbout = ({ said, sub }: LessonView): string => `“${said ?? sub}”`;

/** What the host did, in words: the evidence. */
function evidence(lesson: LessonView): string {
  const { accepted, left, rejected } = lesson;
  const all = accepted + left + rejected;
  if (rejected === 0) return `You took out ${all === 1 ? 'the one' : `all ${all}`}.`;
  return `You kept ${rejected} of ${all}.`;
}

function effect({ effect, auto }: LessonView): string {
  if (effect === 'nothing') return 'Too little to change anything.';
  if (effect === 'never-cut') return 'These words now stay.';
  if (effect === 'only-proposed') return 'Now only proposed.';
  const now = auto ? `from ${percent(auto.now)} sure instead of ${percent(auto.usual)}` : '';
  return effect === 'cut-less' ? `Now cut without asking only ${now}.` : `Now cut without asking ${now}.`;
}

/** What the cuts of published episodes have taught, and the way to unlearn it. */
export function Lessons({ showId }: { showId: string }) {
  const query = useQuery(learning.lessons(showId));
  const reset = useLessonReset(showId);
  return (
    <section className="card stack" aria-labelledby="lessons-title">
      <div>
        <h2 id="lessons-title">What your decisions taught</h2>
        <p className="quiet small">
          Counted when you publish: what you put back, and what you let go. It holds for episodes that you
          hand in from then on.
        </p>
      </div>
      <Loaded query={query}>
        {({ lessons }) =>
          lessons.length === 0 ? (
            <p className="quiet">
              Nothing yet. Put back a cut that was wrong, publish, and the next episodes are cut more as you
              would.
            </p>
          ) : (
            <div className="table-frame">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Cut</th>
                    <th scope="col">What you did</th>
                    <th scope="col">What follows</th>
                    <th scope="col">
                      <span className="visually-hidden">Reset</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {lessons.map((lesson) => (
                    <tr key={lesson.id} className={lesson.effect === 'nothing' ? 'quiet' : undefined}>
                      <th scope="row">{whatAbout(lesson)}</th>
                      <td>{evidence(lesson)}</td>
                      <td>{effect(lesson)}</td>
                      <td>
                        <button
                          type="button"
                          className="button small"
                          disabled={reset.isPending}
                          onClick={() => reset.mutate(lesson.id)}
                        >
                          Reset<span className="visually-hidden"> {whatAbout(lesson)}</span>
                        </button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      <ProblemNote error={reset.error} />
    </section>
  );
}
