import { ProblemNote } from '../../parts/problem-note.js';

/** The end of a form: what went wrong, the button, and that it was saved. */
export function SaveRow(props: { error: unknown; isPending: boolean; isSaved: boolean; children: string }) {
  return (
    <>
      <ProblemNote error={props.error} />
      <div className="row">
        <button type="submit" className="button primary" disabled={props.isPending}>
          {props.children}
        </button>
        <span className="quiet small" role="status">
          {props.isSaved && 'Saved.'}
        </span>
      </div>
    </>
  );
}
