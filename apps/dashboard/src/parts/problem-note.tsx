import type { ReactNode } from 'react';
import type { FailureClass } from '#contracts';
import { asProblem } from '../api/request.js';
import { Icon } from './icon.js';

/** What each class of failure means to the person who reads it. */
export const classWords: Record<FailureClass, string> = {
  input: 'The file or the input is at fault',
  resource: 'Memory, disk or GPU is short',
  dependency: 'A server does not answer',
  bug: 'A fault of Showrunner',
};

/** Class, cause and remedy of one failure, with what can be done beside it. */
export function FailureNote(props: {
  failureClass: FailureClass;
  cause: string;
  remedy: string;
  children?: ReactNode;
}) {
  return (
    <div className="note bad" role="alert">
      <Icon name="warning" />
      <div className="stack-tight">
        <p>
          <strong>{classWords[props.failureClass]}.</strong> {props.cause}
        </p>
        <p>{props.remedy}</p>
        {props.children}
      </div>
    </div>
  );
}

/** Shows why a call failed; nothing when it did not. */
export function ProblemNote({ error, children }: { error: unknown; children?: ReactNode }) {
  if (!error) return null;
  const { failureClass, detail, remedy, errors } = asProblem(error);
  return (
    <FailureNote failureClass={failureClass} cause={detail} remedy={remedy}>
      {errors && errors.length > 0 && (
        <ul className="plain-list">
          {errors.map((fault) => (
            <li key={`${fault.path} ${fault.message}`}>
              {fault.path && <strong>{fault.path}: </strong>}
              {fault.message}
            </li>
          ))}
        </ul>
      )}
      {children}
    </FailureNote>
  );
}
