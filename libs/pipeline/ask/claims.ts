/** One claim of an answer, with the numbers that it names as its sources. */
export interface Claim {
  text: string;
  sources: number[];
}

const cited = String.raw`((?:\s*\[\d{1,2}(?:\s*,\s*\d{1,2})*\])+)\s*([.!?…]?)`;
/** A claim is whole when something else than a further source follows it. */
const whole = new RegExp(String.raw`^([^[]*)${cited}(?=\s*[^\s[.!?…])`, 'u');
const last = new RegExp(String.raw`^([^[]*)${cited}\s*`, 'u');

/** Cuts prose into claims as it comes: text up to and with its "[2]", "[1, 3]" or "[1][3]". What names no source comes last, without any. */
export async function* claimsOf(prose: AsyncIterable<string>): AsyncGenerator<Claim> {
  let open = '';
  for await (const piece of prose) {
    open += piece;
    for (let found = whole.exec(open); found; found = whole.exec(open)) {
      yield readClaim(found);
      open = open.slice(found[0].length);
    }
  }
  for (let found = last.exec(open); found; found = last.exec(open)) {
    yield readClaim(found);
    open = open.slice(found[0].length);
  }
  if (open.trim()) yield { text: open.trim(), sources: [] };
}

const readClaim = ([, text = '', sources = '', mark = '']: RegExpExecArray): Claim => ({
  text: text.trim() + mark,
  sources: [...new Set((sources.match(/\d+/gu) ?? []).map(Number))],
});
