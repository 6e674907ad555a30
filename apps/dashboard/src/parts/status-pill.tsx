import type { EpisodeSummary } from '#contracts';
import { percent } from '../format.js';
import { Icon, type IconName } from './icon.js';

type Status = EpisodeSummary['status'];

const looks: Record<Status, { tone: string; icon: IconName; words: string }> = {
  processing: { tone: 'busy', icon: 'clock', words: 'Processing' },
  failed: { tone: 'bad', icon: 'warning', words: 'Needs help' },
  review: { tone: 'attention', icon: 'ear', words: 'Ready for review' },
  published: { tone: 'good', icon: 'broadcast', words: 'Published' },
  withdrawn: { tone: '', icon: 'undo', words: 'Withdrawn' },
};

export function StatusPill({ status, progress }: { status: Status; progress: number }) {
  const { tone, icon, words } = looks[status];
  return (
    <span className={`pill ${tone}`}>
      <Icon name={icon} />
      {status === 'processing' ? `${words} ${percent(progress)}` : words}
    </span>
  );
}
