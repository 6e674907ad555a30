import { useQuery } from '@tanstack/react-query';
import { useGlossaryDelete, useGlossaryPut } from '../../api/mutations.js';
import { queries } from '../../api/queries.js';
import { Icon } from '../../parts/icon.js';
import { Loaded } from '../../parts/loaded.js';
import { ProblemNote } from '../../parts/problem-note.js';

const splitCommas = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

function NewTerm({ showId }: { showId: string }) {
  const { mutate, error, isPending } = useGlossaryPut(showId);
  const add = (form: FormData) =>
    mutate({
      term: String(form.get('term')).trim(),
      soundsLike: splitCommas(String(form.get('soundsLike'))),
      never: splitCommas(String(form.get('never'))),
    });
  return (
    <form className="stack-tight" action={add}>
      <div className="field-row">
        <div className="field">
          <label htmlFor="term">Word or name</label>
          <input id="term" name="term" required maxLength={100} autoComplete="off" />
        </div>
        <div className="field">
          <label htmlFor="soundsLike">Often heard as</label>
          <input id="soundsLike" name="soundsLike" autoComplete="off" aria-describedby="sounds-hint" />
          <p className="hint" id="sounds-hint">
            Divided by commas.
          </p>
        </div>
        <div className="field">
          <label htmlFor="never">Never for</label>
          <input id="never" name="never" autoComplete="off" aria-describedby="never-hint" />
          <p className="hint" id="never-hint">
            Words that only sound like it.
          </p>
        </div>
      </div>
      <ProblemNote error={error} />
      <div>
        <button type="submit" className="button" disabled={isPending}>
          <Icon name="plus" /> Add to the glossary
        </button>
      </div>
    </form>
  );
}

/** The show's own words, so that names are written right. */
export function Glossary({ showId }: { showId: string }) {
  const query = useQuery(queries.glossary(showId));
  const remove = useGlossaryDelete(showId);
  return (
    <section className="card stack" aria-labelledby="glossary-title">
      <div>
        <h2 id="glossary-title">Glossary</h2>
        <p className="quiet small">
          Names and terms of the show. Words that sound like them are put right, and marked.
        </p>
      </div>
      <Loaded query={query}>
        {({ terms }) =>
          terms.length > 0 && (
            <ul className="lines">
              {terms.map(({ id, term, soundsLike, never = [], note, origin }) => (
                <li key={id} className="row spread">
                  <span>
                    <strong>{term}</strong>{' '}
                    <span className="quiet small">
                      {soundsLike.length > 0 && `heard as ${soundsLike.join(', ')}`}{' '}
                      {never.length > 0 && `never for ${never.join(', ')}`}{' '}
                      {origin === 'learned' && 'learned from your texts'} {note}
                    </span>
                  </span>
                  <button
                    type="button"
                    className="button plain small icon-only"
                    aria-label={`Remove ${term}`}
                    onClick={() => remove.mutate(id)}
                  >
                    <Icon name="trash" />
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <ProblemNote error={remove.error} />
      <NewTerm showId={showId} />
    </section>
  );
}
