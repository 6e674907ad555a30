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

/** The numbers that a text names, as decimal strings: what a claim has to prove. */
export const numbersIn = (text: string): Set<string> => readNumbers(text, false);

/** Every number that a text can be read to name: "sixteen thousand" gives 16 too, since "16 thousand" claims it. */
export const numberReadings = (text: string): Set<string> => readNumbers(text, true);

function readNumbers(text: string, withParts: boolean): Set<string> {
  const found = new Set<string>();
  const pieces = text.toLowerCase().match(/\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\p{L}+/gu) ?? [];
  let run: number | null = null;
  let whole = 0;
  const part = (value: number) => {
    if (withParts) found.add(String(value));
  };
  const end = () => {
    if (run !== null) found.add(String(whole + run));
    run = null;
    whole = 0;
  };
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!;
    const value = numberOf(piece);
    const scale = scales.get(piece);
    const decimal = piece === 'point' ? numberOf(pieces[i + 1] ?? '') : undefined;
    if (value !== undefined) {
      if (run !== null && !continues(run, whole, piece, value)) end();
      run = (run ?? 0) + value;
    } else if (run !== null && decimal !== undefined && decimal < 10) {
      part(run);
      run += decimal / 10;
      i++;
    } else if (run !== null && scale !== undefined) {
      part(run);
      if (scale === 100) run *= 100;
      else {
        // "sixteen thousand and four billion" are two numbers.
        if (whole > 0 && whole < scale) {
          found.add(String(whole));
          whole = 0;
        }
        whole += run * scale;
        part(whole);
        run = 0;
      }
    } else if (piece !== 'and') end();
  }
  end();
  return found;
}

const isDigits = (piece: string) => /^\d/u.test(piece);
const numberOf = (piece: string): number | undefined =>
  isDigits(piece) ? Number(piece.replaceAll(',', '')) : (small.get(piece) ?? tens.get(piece));

/** "twenty" takes "four", "hundred" takes anything below it, "two thousand" takes what is below a thousand. */
function continues(run: number, whole: number, piece: string, value: number): boolean {
  if (run === 0) return whole > 0 && value < (whole % 1e6 === 0 ? 1e6 : 1e3);
  if (isDigits(piece)) return false;
  return (run % 100 === 0 && value < 100) || (run % 10 === 0 && run % 100 >= 20 && value < 10);
}
