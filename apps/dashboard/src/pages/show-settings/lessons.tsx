import { useQuery } from '@tanstack/react-query';
import type { LessonView } from '#contracts';
import { learning, useLessonReset } from '../../api/learning.js';
import { count, percent } from '../../format.js';
import { Loaded } from '../../parts/loaded.js';
import { ProblemNote } from '../../parts/problem-note.js';

/** A phrase in quotes, or the name of a sort of cuts. */
const whatAbout = ({ said, sub }: LessonView): string => (said === null ? sub : `“${said}”`);

/** What the host did, in words: the evidence. */
function evidence(lesson: LessonView): string {
  const { accepted, left, rejected } = lesson;
  const all = accepted + left + rejected;
  if (rejected === 0) return `You took out ${all === 1 ? 'the one' : `all ${all}`}.`;
  return `You kept ${rejected} of ${all}.`;
}

function effect({ effect, auto }: LessonView): string {
  if (effect === 'never-cut') return 'These words now stay.';
  if (effect === 'only-proposed') return 'Now only proposed.';
  const now = auto ? `from ${percent(auto.now)} sure instead of ${percent(auto.usual)}` : '';
  return effect === 'cut-less' ? `Now cut without asking only ${now}.` : `Now cut without asking ${now}.`;
}

function LessonTable({ showId, lessons }: { showId: string; lessons: readonly LessonView[] }) {
  const reset = useLessonReset(showId);
  return (
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
            <tr key={lesson.id}>
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
      <ProblemNote error={reset.error} />
    </div>
  );
}

/** What is counted and changes nothing yet. */
function Counted({ lessons }: { lessons: readonly LessonView[] }) {
  if (lessons.length === 0) return null;
  return (
    <details>
      <summary>{count(lessons.length, 'sort')} of cuts with too little to change anything</summary>
      <ul className="lines small">
        {lessons.map((lesson) => (
          <li key={lesson.id}>
            {whatAbout(lesson)}: {evidence(lesson)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What the cuts of published episodes have taught, and the way to unlearn it. */
export function Lessons({ showId }: { showId: string }) {
  const query = useQuery(learning.lessons(showId));
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
        {({ lessons }) => {
          const changing = lessons.filter(({ effect }) => effect !== 'nothing');
          return (
            <>
              {changing.length === 0 ? (
                <p className="quiet">
                  Nothing yet. Put back a cut that was wrong, publish, and the next episodes are cut more as
                  you would.
                </p>
              ) : (
                <LessonTable showId={showId} lessons={changing} />
              )}
              <Counted lessons={lessons.filter(({ effect }) => effect === 'nothing')} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}
