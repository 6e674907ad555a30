/** A phrase said this often in a row and this many tokens long in all is a decoder in a loop: people do say "no, no, no". */
const timesInARow = 3;
const fewestTokens = 12;
const longestPhrase = 20;

/** How many tokens at the end only repeat the phrase before them; 0 when the end is no loop. */
export function loopedTail(tokens: number[]): number {
  for (let phrase = 1; phrase <= longestPhrase; phrase++) {
    const whole = Math.max(phrase * timesInARow, fewestTokens);
    const looped = whole - phrase;
    const from = tokens.length - looped;
    if (whole > tokens.length) continue;
    if (tokens.slice(from).every((token, i) => token === tokens[from - phrase + i])) return looped;
  }
  return 0;
}
