import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import { Player } from './player.js';

const Context = createContext<Player | null>(null);

/** One player for all that is below: the waveform, the transcript and the lists move together. */
export function PlayerProvider({ children }: { children: ReactNode }) {
  const [player] = useState(() => new Player());
  useEffect(() => () => player.audio.pause(), [player]);
  return <Context value={player}>{children}</Context>;
}

export function usePlayer(): Player {
  const player = use(Context);
  if (!player) throw new Error('usePlayer needs a PlayerProvider above');
  return player;
}

export function useIsPlaying(): boolean {
  const player = usePlayer();
  return useSyncExternalStore(player.subscribe, player.isPlaying);
}

/** The moment in source time; the component renders when its whole second changes. */
export function useSecond(): number {
  const player = usePlayer();
  return useSyncExternalStore(player.subscribe, () => Math.floor(player.timeMs() / 1000));
}
