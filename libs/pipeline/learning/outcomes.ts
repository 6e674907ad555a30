import type { Cut, CutOutcome, Word } from '#contracts';
import { normalise } from '../stages/clean/reading.js';

/** More words than this are a sentence, which is not said again. */
const phraseWords = 5;

/**
 * What became of an episode's cuts, summed by sort and wording. Proposals that nobody answered say nothing, and cuts by
 * hand are no finding of ours.
 * @param looked someone saw the cuts: then those made without asking count as left standing
 */
export function cutOutcomes(cuts: readonly Cut[], words: readonly Word[], looked: boolean): CutOutcome[] {
  const sums = new Map<string, CutOutcome>();
  const isSeen = looked || cuts.some(({ decidedBy }) => decidedBy === 'host');
  for (const cut of cuts) {
    const became = outcomeOf(cut, isSeen);
    if (!became || cut.evidence.includes('host')) continue;
    const { kind, sub } = cut;
    const said = phraseOf(cut, words);
    const key = JSON.stringify([kind, sub, said]);
    const sum = sums.get(key) ?? { kind, sub, said, accepted: 0, left: 0, rejected: 0 };
    sums.set(key, { ...sum, [became]: sum[became] + 1 });
  }
  return [...sums.values()];
}

function outcomeOf({ state, decidedBy }: Cut, isSeen: boolean): 'accepted' | 'left' | 'rejected' | null {
  if (decidedBy === 'host') return state === 'rejected' ? 'rejected' : 'accepted';
  return state === 'auto' && isSeen ? 'left' : null;
}

function phraseOf({ words: range }: Cut, words: readonly Word[]): string {
  if (!range || range.end - range.start > phraseWords) return '';
  return words
    .slice(range.start, range.end)
    .map(({ text }) => normalise(text))
    .filter(Boolean)
    .join(' ');
}
