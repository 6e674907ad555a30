/** Numbers in running text by value, so that "16,000", "sixteen thousand" and "16 thousand" are one. */
const small = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value] as const),
);
const tens = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, i) => [word, 20 + 10 * i] as const),
);
const scales = new Map([
  ['hundred', 100],
  ['thousand', 1e3],
  ['k', 1e3],
  ['million', 1e6],
  ['m', 1e6],
  ['billion', 1e9],
  ['b', 1e9],
  ['trillion', 1e12],
]);

/** Every number that a text can be read to name, digits and English words alike, as decimal strings. */
export function numbersIn(text: string): Set<string> {
  const found = new Set<string>();
  const pieces = text.toLowerCase().match(/\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\p{L}+/gu) ?? [];
  let run: number | null = null;
  let whole = 0;
  const note = () => {
    if (run !== null) found.add(String(whole + run));
    run = null;
    whole = 0;
  };
  for (const piece of pieces) {
    const value = /^\d/u.test(piece)
      ? Number(piece.replaceAll(',', ''))
      : (small.get(piece) ?? tens.get(piece));
    const scale = scales.get(piece);
    if (value !== undefined) {
      if (/^\d/u.test(piece)) found.add(String(value));
      const continues: boolean = run !== null && !/^\d/u.test(piece) && fits(run, value);
      if (!continues && run !== null && whole === 0) note();
      run = (continues ? run! : 0) + value;
      if (!continues && whole > 0 && value >= smallestScale(whole)) note();
    } else if (scale !== undefined && run !== null) {
      found.add(String(run));
      if (scale === 100) run *= 100;
      else {
        whole += run * scale;
        found.add(String(whole));
        run = 0;
      }
    } else if (piece !== 'and') note();
  }
  note();
  return found;
}

/** "twenty" takes "four", "hundred" takes anything below it. */
const fits = (run: number, value: number) =>
  (run % 100 === 0 && value < 100) || (run % 10 === 0 && run % 100 >= 20 && value < 10);
const smallestScale = (whole: number) => (whole % 1e6 === 0 ? 1e6 : 1e3);
