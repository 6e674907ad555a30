import type { CutView } from '#contracts';

export interface CutFilter {
  kind: CutView['kind'] | 'all';
  fate: 'all' | 'undecided' | 'taken' | 'kept';
}

const fits: Record<CutFilter['fate'], (cut: CutView) => boolean> = {
  all: () => true,
  undecided: ({ state }) => state === 'proposed',
  taken: ({ state }) => state === 'auto' || state === 'accepted',
  kept: ({ state }) => state === 'rejected',
};

export const passes = (cut: CutView, filter: CutFilter): boolean =>
  (filter.kind === 'all' || cut.kind === filter.kind) && fits[filter.fate](cut);
