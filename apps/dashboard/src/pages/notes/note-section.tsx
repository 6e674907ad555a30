import { type ReactNode, useId } from 'react';

/** One part of the notes; it is not there when it has nothing. */
export function NoteSection(props: {
  title: string;
  isEmpty?: boolean;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  if (props.isEmpty) return null;
  return (
    <section className="stack-tight note-section" aria-labelledby={id}>
      <div className="row spread">
        <h2 id={id}>{props.title}</h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}
