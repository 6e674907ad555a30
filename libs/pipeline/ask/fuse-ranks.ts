/** Reciprocal rank fusion's constant (Cormack, Clarke, Büttcher 2009): keeps one list's first place from deciding alone. */
const DAMPING = 60;

/** One order out of several: what stands high in many lists stands first; ties keep the order of first sight. */
export function fuseRanks(lists: string[][]): string[] {
  const scores = new Map<string, number>();
  for (const list of lists)
    for (const [rank, id] of list.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (DAMPING + rank + 1));
  return [...scores].sort(([, a], [, b]) => b - a).map(([id]) => id);
}
