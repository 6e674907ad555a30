import { type ReactNode, useRef } from 'react';

interface Props {
  className?: string;
  disabled?: boolean;
  /** What is asked, such as “Take this episode off the feed?” */
  question: string;
  /** What follows from yes. */
  consequence: string;
  /** The word on the button that does it. */
  yes: string;
  onYes: () => void;
  children: ReactNode;
}

/** A button whose act cannot be taken back lightly: it asks first. */
export function ConfirmButton({
  className = 'button',
  disabled,
  question,
  consequence,
  yes,
  onYes,
  children,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <>
      <button
        type="button"
        className={className}
        disabled={disabled}
        onClick={() => dialog.current?.showModal()}
      >
        {children}
      </button>
      <dialog ref={dialog} aria-label={question}>
        <div className="stack">
          <h2>{question}</h2>
          <p>{consequence}</p>
          <div className="row">
            <button
              type="button"
              className="button danger"
              onClick={() => {
                close();
                onYes();
              }}
            >
              {yes}
            </button>
            <button type="button" className="button" onClick={close}>
              Cancel
            </button>
          </div>
        </div>
      </dialog>
    </>
  );
}
