import { createContext, type ReactNode, use, useMemo, useState } from 'react';

interface Selection {
  cutId: string | null;
  select: (cutId: string | null) => void;
}

const Context = createContext<Selection>({ cutId: null, select: () => {} });

/** The cut that the waveform, the transcript and the list of cuts all point at. */
export function SelectedCutProvider({ children }: { children: ReactNode }) {
  const [cutId, select] = useState<string | null>(null);
  const selection = useMemo(() => ({ cutId, select }), [cutId]);
  return <Context value={selection}>{children}</Context>;
}

export const useSelectedCut = (): Selection => use(Context);
