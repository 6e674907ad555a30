import type { Word } from '#contracts';

/** So many words in a row that stand once in either text tie the two together. */
const anchorWords = 3;
/** Stretches between ties larger than this (given × heard words) stay as they are: the sound says something else there. */
const largestStretch = 4_000_000;
/** Of the given words; below, the transcript belongs to another recording. */
const leastMatched = 0.5;
/** Words that differ by spelling alone share at least this part of their letters. */
const alike = 0.5;

type Pair = [given: number, heard: number];

/**
 * Places given words by those that an engine heard: equal words take the heard times, the others share the time between
 * them by length.
 * @param given in order, with rough times or none
 * @returns null when too little agrees
 */
export function alignWords(given: Word[], heard: Word[], durationMs: number): Word[] | null {
  const [left, right] = [given.map(plain), heard.map(plain)];
  const pairs = between(left, right, anchors(left, right));
  const matched = pairs.filter(([i, j]) => swapCost(left[i]!, right[j]!) < 1);
  if (matched.length < leastMatched * given.length) return null;
  const times = new Map(pairs.map(([i, j]) => [i, heard[j]!]));
  const placed: Word[] = [];
  for (let from = 0; from < given.length; ) {
    const known = times.get(from);
    if (known) {
      placed.push({ ...given[from]!, startMs: known.startMs, endMs: known.endMs });
      from++;
      continue;
    }
    let to = from;
    while (to < given.length && !times.has(to)) to++;
    placed.push(
      ...spread(given.slice(from, to), placed.at(-1)?.endMs ?? 0, times.get(to)?.startMs ?? durationMs),
    );
    from = to;
  }
  return placed;
}

const plain = ({ text }: Word) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Words nobody heard take the time between their neighbours by length, at a usual pace at most. */
function spread(words: Word[], startMs: number, endMs: number): Word[] {
  const letters = words.reduce((sum, { text }) => sum + text.length + 1, 0);
  const perLetter = Math.min((endMs - startMs) / letters, 66);
  let at = startMs;
  return words.map((word) => {
    const from = at;
    at += (word.text.length + 1) * perLetter;
    return { ...word, startMs: Math.round(from), endMs: Math.round(Math.min(at, endMs)) };
  });
}

/** Places where both texts say the same words, which stand nowhere else, in the longest order that both keep. */
function anchors(left: string[], right: string[]): Pair[] {
  const [ours, theirs] = [phrasesOnce(left), phrasesOnce(right)];
  const both = [...ours].flatMap(([phrase, i]): Pair[] => {
    const j = theirs.get(phrase);
    return j === undefined ? [] : [[i, j]];
  });
  return longestAscending(both);
}

function phrasesOnce(words: string[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (let i = 0; i + anchorWords <= words.length; i++) {
    const phrase = words.slice(i, i + anchorWords).join(' ');
    seen.set(phrase, seen.has(phrase) ? -1 : i);
  }
  return new Map([...seen].filter(([, i]) => i >= 0));
}

/** Patience sorting: pairs ascend in the first already. */
function longestAscending(pairs: Pair[]): Pair[] {
  const ends: number[] = [];
  const before: number[] = [];
  for (const [k, [, j]] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[ends[middle]!]![1] < j) low = middle + 1;
      else high = middle;
    }
    before[k] = ends[low - 1] ?? -1;
    ends[low] = k;
  }
  const kept: Pair[] = [];
  for (let k = ends.at(-1) ?? -1; k >= 0; k = before[k]!) kept.unshift(pairs[k]!);
  return kept;
}

/** Pairs of words between the anchors, the anchors among them. */
function between(left: string[], right: string[], ties: Pair[]): Pair[] {
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  for (const [ti, tj] of [...ties, [left.length, right.length] as Pair]) {
    for (const [a, b] of closest(left.slice(i, ti), right.slice(j, tj))) pairs.push([i + a, j + b]);
    if (ti < left.length) pairs.push([ti, tj]);
    [i, j] = [Math.max(i, ti + 1), Math.max(j, tj + 1)];
  }
  return pairs;
}

/** Least edits between two short stretches of words (Levenshtein): also a word heard as another tells when it was said. */
function closest(left: string[], right: string[]): Pair[] {
  if (left.length === 0 || right.length === 0 || left.length * right.length > largestStretch) return [];
  const width = right.length + 1;
  const costs = new Float32Array((left.length + 1) * width);
  for (let j = 1; j < width; j++) costs[j] = j;
  for (let i = 1; i <= left.length; i++) {
    costs[i * width] = i;
    for (let j = 1; j < width; j++)
      costs[i * width + j] = Math.min(
        costs[(i - 1) * width + j]! + 1,
        costs[i * width + j - 1]! + 1,
        costs[(i - 1) * width + j - 1]! + swapCost(left[i - 1]!, right[j - 1]!),
      );
  }
  const pairs: Pair[] = [];
  for (let [i, j] = [left.length, right.length]; i > 0 && j > 0; ) {
    const cost = costs[i * width + j]!;
    const swap = swapCost(left[i - 1]!, right[j - 1]!);
    if (cost === costs[(i - 1) * width + j - 1]! + swap) {
      pairs.unshift([i - 1, j - 1]);
      i--;
      j--;
    } else if (cost === costs[(i - 1) * width + j]! + 1) i--;
    else j--;
  }
  return pairs;
}

/** 0 for the same word, a half for one that is spelled alike, 1 for one that was heard as another. */
function swapCost(a: string, b: string): number {
  if (a === b) return 0;
  const longest = Math.max(a.length, b.length);
  let same = 0;
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - same && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return same + tail >= alike * longest ? 0.5 : 1;
}
