import type { CutView } from '#contracts';
import type { IconName } from './icon.js';

/** Each kind of cut has a name and a sign besides its colour. */
export const kindWords: Record<CutView['kind'], { name: string; icon: IconName }> = {
  filler: { name: 'Filler', icon: 'bubble' },
  notification: { name: 'Notification', icon: 'bell' },
  pause: { name: 'Pause', icon: 'clock' },
  other: { name: 'Other', icon: 'scissors' },
};

const done: Record<CutView['action'], string> = {
  cut: 'Cut',
  mute: 'Muted',
  duck: 'Turned down',
  flag: 'Marked only',
};

/** What happens to it as things stand, and by whose word. */
export function fate({ state, action, decidedBy }: Pick<CutView, 'state' | 'action' | 'decidedBy'>): string {
  if (state === 'proposed') return 'Kept until you decide';
  if (state === 'rejected') return decidedBy === 'host' ? 'Kept by you' : 'Kept';
  return decidedBy === 'host' ? `${done[action]} by you` : done[action];
}

const evidenceWords: Record<CutView['evidence'][number], string> = {
  sound: 'the sound',
  text: 'the words',
  host: 'you',
};

/** Where the machine took it from: “from the sound and the words”. */
export const evidence = (cut: Pick<CutView, 'evidence'>): string =>
  cut.evidence.length > 0 ? `from ${cut.evidence.map((item) => evidenceWords[item]).join(' and ')}` : '';
