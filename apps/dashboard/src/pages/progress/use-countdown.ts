import { useState } from 'react';

/** An estimate in milliseconds, counted down until the server tells a newer one; null while it cannot be known. */
export function useCountdown(etaMs: number | null, nowMs: number): number | null {
  const [told, setTold] = useState({ etaMs, atMs: nowMs });
  if (told.etaMs !== etaMs) setTold({ etaMs, atMs: nowMs });
  return etaMs === null ? null : Math.max(0, etaMs - (nowMs - told.atMs));
}
