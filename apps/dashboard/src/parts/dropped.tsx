import { count } from '../format.js';

/** What a language model wrote that did not hold, with the reason; nothing when all held. */
export function Dropped({ items }: { items: readonly { kind: string; text: string; reason: string }[] }) {
  if (items.length === 0) return null;
  return (
    <div className="stack-tight">
      <h3>{count(items.length, 'item')} dropped</h3>
      <ul className="lines small">
        {items.map(({ kind, text, reason }) => (
          <li key={`${kind} ${text}`}>
            {kind}: “{text}” <span className="quiet">{reason}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
