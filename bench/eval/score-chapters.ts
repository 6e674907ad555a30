/** How far a start may be from the truth and still count. */
const toleranceMs = 15_000;

/** F1 of chapter starts, each truth matched once. */
export function boundaryF1(foundMs: number[], trueMs: number[]): number {
  const open = [...trueMs];
  let hits = 0;
  for (const at of foundMs) {
    const near = open.findIndex((truth) => Math.abs(truth - at) <= toleranceMs);
    if (near < 0) continue;
    hits++;
    open.splice(near, 1);
  }
  const sum = foundMs.length + trueMs.length;
  return sum === 0 ? 1 : (2 * hits) / sum;
}

/** Share of places where two sentences half a chapter apart are wrongly said to be of one or of two chapters (Beeferman 1999). */
export function pk(sentenceStartsMs: number[], foundMs: number[], trueMs: number[]): number {
  const window = Math.max(2, Math.round(sentenceStartsMs.length / (trueMs.length + 1) / 2));
  const chapterOf = (starts: number[], atMs: number) => starts.filter((start) => start <= atMs + 1).length;
  let wrong = 0;
  const places = sentenceStartsMs.length - window;
  for (let i = 0; i < places; i++) {
    const [a, b] = [sentenceStartsMs[i]!, sentenceStartsMs[i + window]!];
    const together = (starts: number[]) => chapterOf(starts, a) === chapterOf(starts, b);
    if (together(foundMs) !== together(trueMs)) wrong++;
  }
  return places > 0 ? wrong / places : 0;
}
