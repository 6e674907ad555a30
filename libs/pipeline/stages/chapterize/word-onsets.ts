/** First sentence of the window before a sentence, the sentence itself, and the end of the window after its start. */
export type Window = readonly [first: number, at: number, end: number];

/** Share of the content words after a sentence's start that do not occur in the window before it. */
export function newWords(words: string[][], windows: Window[]): number[] {
  return windows.map(([first, at, end]) => {
    const before = new Set(words.slice(first, at).flat());
    const after = words.slice(at, end).flat();
    return after.length === 0 ? 0 : after.filter((word) => !before.has(word)).length / after.length;
  });
}

/** How much more often the words of a sentence come after it than before it: the log ratio of the best of them. */
export function announcements(words: string[][], windows: Window[]): number[] {
  const places = new Map<string, number[]>();
  words.forEach((sentence, i) => {
    for (const word of sentence) {
      const known = places.get(word);
      if (known) known.push(i);
      else places.set(word, [i]);
    }
  });
  const occurrences = (word: string, from: number, to: number) => {
    const known = places.get(word)!;
    return firstAtLeast(known, to) - firstAtLeast(known, from);
  };
  return windows.map(([first, at, end]) => {
    const ratios = words[at]!.map((word) =>
      Math.log((1 + occurrences(word, at + 1, end)) / (1 + occurrences(word, first, at))),
    );
    return ratios.length === 0 ? 0 : Math.max(...ratios);
  });
}

/** Index of the first value that is not below the bound, in ascending values. */
function firstAtLeast(values: number[], bound: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
