import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from 'react';
import type { EpisodeView } from '#contracts';
import { type MarkedSound, SoundDialog } from './sound-dialog.js';

const Context = createContext<(marked: MarkedSound) => void>(() => {});

/** Lets everything below turn a stretch of the recording into a sound that the show knows. */
export function MarkSoundProvider({ episode, children }: { episode: EpisodeView; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [marked, setMarked] = useState<(MarkedSound & { turn: number }) | null>(null);
  const mark = useCallback((sound: MarkedSound) => {
    setMarked((last) => ({ ...sound, turn: (last?.turn ?? 0) + 1 }));
    dialog.current?.showModal();
  }, []);
  const close = useMemo(() => () => dialog.current?.close(), []);
  return (
    <Context value={mark}>
      {children}
      <dialog ref={dialog} aria-labelledby="mark-sound-title">
        {marked && <SoundDialog key={marked.turn} episode={episode} marked={marked} onClose={close} />}
      </dialog>
    </Context>
  );
}

export const useMarkSound = () => use(Context);
