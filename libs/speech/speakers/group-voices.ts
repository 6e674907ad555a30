import { likeness, sumOf, type VoiceVector } from './likeness.js';

/** More items than this are averaged with their neighbours first: comparing each with each costs their square. */
const mostItems = 1_500;

interface Group {
  sum: Float32Array;
  /** Windows in it. */
  weight: number;
  items: number[];
}

/**
 * Joins the two likeliest groups, again and again, while the mean likeness between their windows is at least `least`.
 * @returns for each vector the number of its group
 */
export function groupVoices(vectors: VoiceVector[], least: number): number[] {
  const run = Math.ceil(vectors.length / mostItems);
  const groups: Group[] = [];
  for (let at = 0; at < vectors.length; at += run) {
    const items = Array.from({ length: Math.min(run, vectors.length - at) }, (_, i) => at + i);
    groups.push({ sum: sumOf(items.map((item) => vectors[item]!)), weight: items.length, items });
  }
  const joined = joinLikest(groups, least);
  const groupOf = new Array<number>(vectors.length).fill(0);
  for (const [number, { items }] of joined.entries()) for (const item of items) groupOf[item] = number;
  return groupOf;
}

function joinLikest(groups: Group[], least: number): Group[] {
  const mean = (a: Group, b: Group) => likeness(a.sum, b.sum) / (a.weight * b.weight);
  const rows = groups.map((group, i) =>
    Float32Array.from(groups, (other, j) => (i === j ? -1 : mean(group, other))),
  );
  const alive = new Set(groups.keys());
  const best = rows.map((row) => highest(row));
  while (alive.size > 1) {
    let a = -1;
    for (const i of alive) if (a < 0 || rows[i]![best[i]!]! > rows[a]![best[a]!]!) a = i;
    const b = best[a]!;
    if (rows[a]![b]! < least) break;
    const [into, from] = [groups[a]!, groups[b]!];
    groups[a] = {
      sum: into.sum.map((value, i) => value + from.sum[i]!),
      weight: into.weight + from.weight,
      items: [...into.items, ...from.items],
    };
    alive.delete(b);
    for (const i of alive) {
      rows[i]![b] = -1;
      if (i !== a)
        rows[i]![a] = rows[a]![i] =
          (rows[a]![i]! * into.weight + rows[b]![i]! * from.weight) / (into.weight + from.weight);
    }
    rows[a]![b] = -1;
    for (const i of alive) {
      if (best[i] === a || best[i] === b || i === a) best[i] = highest(rows[i]!);
      else if (rows[i]![a]! > rows[i]![best[i]!]!) best[i] = a;
    }
  }
  return [...alive].map((i) => groups[i]!);
}

function highest(row: Float32Array): number {
  let at = 0;
  for (let i = 1; i < row.length; i++) if (row[i]! > row[at]!) at = i;
  return at;
}
