import { useSyncExternalStore } from 'react';

let message = '';
const listeners = new Set<() => void>();

/** Says something to people who use a screen reader, politely, from anywhere in the page. */
export function announce(text: string): void {
  // A repeated sentence is only read again when the text changes.
  message = text === message ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The one live region of the page. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => message);
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {text}
    </p>
  );
}
