import type { PassageView } from '#contracts';

const names: Record<PassageView['kind'], string> = {
  intro: 'Intro',
  outro: 'Outro',
  ad: 'Ad',
  other: 'Repeated sound',
};

export const passageName = ({ kind }: Pick<PassageView, 'kind'>): string => names[kind];

/** Which earlier episodes have it too: “also in Bread and 3 more episodes”. */
export function alsoIn({ seenIn }: Pick<PassageView, 'seenIn'>): string {
  const [first, ...more] = seenIn;
  if (!first) return 'in episodes that are deleted now';
  if (more.length === 0) return `also in “${first.title}”`;
  return `also in “${first.title}” and ${more.length} more ${more.length === 1 ? 'episode' : 'episodes'}`;
}
