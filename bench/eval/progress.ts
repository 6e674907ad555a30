/** Says after each piece of work how much is done and how long the rest will take. */
export interface Progress {
  /** Does a piece of the work and prints its line. */
  step<T>(kind: string, what: string, work: () => Promise<T>): Promise<T>;
}

/**
 * @param planned how many pieces of each kind there will be, such as {episode: 11, question: 28}
 * @param print one line; the error output by default, so that the table alone goes to the other
 */
export function progressOf(
  planned: Record<string, number>,
  print: (line: string) => void = (line) => console.error(line),
  now: () => number = () => performance.now(),
): Progress {
  const done: Record<string, { pieces: number; ms: number }> = {};
  const all = Object.values(planned).reduce((sum, count) => sum + count, 0);
  return {
    async step(kind, what, work) {
      const started = now();
      const result = await work();
      const ms = now() - started;
      const known = done[kind] ?? { pieces: 0, ms: 0 };
      done[kind] = { pieces: known.pieces + 1, ms: known.ms + ms };
      const pieces = Object.values(done).reduce((sum, one) => sum + one.pieces, 0);
      const left = timeLeft(planned, done);
      print(`  ${pieces} of ${all}  ${what}: ${(ms / 1000).toFixed(1)} s${left ? `, ${left} left` : ''}`);
      return result;
    },
  };
}

/** Each kind goes on as long as it took so far; kinds that have not begun take as long as the mean of the others. */
function timeLeft(
  planned: Record<string, number>,
  done: Record<string, { pieces: number; ms: number }>,
): string {
  const spent = Object.values(done);
  const mean =
    spent.reduce((sum, { ms }) => sum + ms, 0) / spent.reduce((sum, { pieces }) => sum + pieces, 0);
  const ms = Object.entries(planned).reduce((sum, [kind, count]) => {
    const known = done[kind];
    return sum + (count - (known?.pieces ?? 0)) * (known ? known.ms / known.pieces : mean);
  }, 0);
  if (ms <= 0) return '';
  return ms < 90_000 ? `about ${Math.ceil(ms / 1000)} s` : `about ${Math.ceil(ms / 60_000)} min`;
}
