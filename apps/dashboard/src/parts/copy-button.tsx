import { useState } from 'react';
import { announce } from './announcer.js';
import { Icon } from './icon.js';

/** How long the button says that it copied. */
const thanksMs = 2_000;

/** Copies `text`; `what` names it for the label, such as “feed address”. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    announce(`Copied the ${what}.`);
    setTimeout(() => setCopied(false), thanksMs);
  };
  return (
    <button type="button" className="button small" onClick={copy} aria-label={`Copy the ${what}`}>
      <Icon name={copied ? 'check' : 'copy'} /> {copied ? 'Copied' : 'Copy'}
    </button>
  );
}
