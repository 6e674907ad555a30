import type { SearchHit } from '#contracts';

/** Private-use characters that no transcript holds: Postgres puts them around matches, and they cannot be mistaken for text. */
export const matchStart = '\uE000';
export const matchEnd = '\uE001';

/** Splits a headline into its pieces; `match` marks what was searched for. */
export function readExcerpt(headline: string): SearchHit['excerpt'] {
  return headline
    .split(new RegExp(`(${matchStart}[^${matchEnd}]*${matchEnd})`))
    .filter((piece) => piece !== '')
    .map((piece) => {
      const match = piece.startsWith(matchStart);
      return { text: match ? piece.slice(1, -1) : piece, match };
    });
}
