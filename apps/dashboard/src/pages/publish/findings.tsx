import type { Preflight } from '#contracts';
import { Icon } from '../../parts/icon.js';

const levels = {
  must: { words: 'Must be fixed', icon: 'warning', tone: 'bad' },
  should: { words: 'Better with', icon: 'info', tone: 'attention' },
} as const;

/** The checklist of a feed or an item: what stands against publishing, and what apps do better with. */
export function Findings({ result, good }: { result: Preflight; good: string }) {
  return (
    <ul className="checklist stack-tight" aria-label="Checklist">
      {result.conforms && (
        <li className="note good">
          <Icon name="check" />
          <p>{good}</p>
        </li>
      )}
      {result.findings.map(({ rule, level, where, message, remedy }) => (
        <li key={`${rule} ${where}`} className={`note ${levels[level].tone}`}>
          <Icon name={levels[level].icon} />
          <p>
            <strong>{levels[level].words}:</strong> {message.replace(/\.$/, '')} ({where}). {remedy}
          </p>
        </li>
      ))}
    </ul>
  );
}
