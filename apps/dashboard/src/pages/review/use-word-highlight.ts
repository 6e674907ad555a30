import { type RefObject, useEffect } from 'react';
import type { Word } from '#contracts';
import { usePlayer } from '../../player/player-context.js';
import { wordAt } from './segments.js';

const isInView = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  const playerBottom = document.querySelector('.player')?.getBoundingClientRect().bottom ?? 0;
  return top > Math.max(0, playerBottom) && bottom < innerHeight;
};

/** Marks the word being said, straight in the document: sixty times a second is no work for React. */
export function useWordHighlight(
  text: RefObject<HTMLElement | null>,
  words: readonly Word[],
  isFollowing: boolean,
): void {
  const player = usePlayer();
  useEffect(() => {
    let shown = -1;
    const find = (index: number) => text.current?.querySelector(`[data-w="${index}"]`);
    const follow = () => {
      const index = wordAt(words, player.timeMs());
      if (index === shown) return;
      find(shown)?.classList.remove('now');
      shown = index;
      const word = find(index);
      word?.classList.add('now');
      if (word && isFollowing && player.isPlaying() && !isInView(word))
        word.scrollIntoView({ block: 'center', behavior: 'smooth' });
    };
    follow();
    const stop = player.subscribe(follow);
    return () => {
      stop();
      find(shown)?.classList.remove('now');
    };
  }, [player, text, words, isFollowing]);
}
