import { useNavigate } from '@tanstack/react-router';
import { useNewShow } from '../../api/mutations.js';
import { ProblemNote } from '../../parts/problem-note.js';

/** A show needs only a title; the rest is asked for when it matters. */
export function NewShowForm() {
  const navigate = useNavigate();
  const { mutate, error, isPending } = useNewShow();
  const make = (form: FormData) =>
    mutate(
      { title: String(form.get('title')), author: String(form.get('author')) },
      { onSuccess: ({ id }) => navigate({ to: '/shows/$showId', params: { showId: id } }) },
    );
  return (
    <form className="card stack" action={make}>
      <div className="field">
        <label htmlFor="show-title">Title of the show</label>
        <input id="show-title" name="title" required maxLength={255} autoComplete="off" />
      </div>
      <div className="field">
        <label htmlFor="show-author">Author</label>
        <input
          id="show-author"
          name="author"
          maxLength={255}
          autoComplete="name"
          aria-describedby="show-author-hint"
        />
        <p className="hint" id="show-author-hint">
          The name that podcast apps show under the title.
        </p>
      </div>
      <ProblemNote error={error} />
      <div className="row">
        <button type="submit" className="button primary" disabled={isPending}>
          Make the show
        </button>
      </div>
    </form>
  );
}
