/**
 * Capitals and digits as single strokes in a box 100 wide and 140 high. Artwork is drawn with them rather than with
 * a font, since a server may have none, and the same title should give the same picture everywhere.
 */
const strokes: Record<string, string> = {
  A: 'M0 140L50 0L100 140M20 90H80',
  B: 'M8 0V140H52A38 38 0 0 0 52 64H8M8 0H48A32 32 0 0 1 48 64',
  C: 'M96 34A50 50 0 0 0 0 50V90A50 50 0 0 0 96 106',
  D: 'M6 0V140H36A60 60 0 0 0 96 80V60A60 60 0 0 0 36 0Z',
  E: 'M90 0H10V140H90M10 68H76',
  F: 'M90 0H10V140M10 68H74',
  G: 'M96 34A50 50 0 0 0 0 50V90A50 50 0 0 0 100 90V76H58',
  H: 'M6 0V140M94 0V140M6 68H94',
  I: 'M50 0V140',
  J: 'M82 0V98A38 42 0 0 1 8 104',
  K: 'M8 0V140M92 0L8 84M40 56L96 140',
  L: 'M12 0V140H90',
  M: 'M0 140V0L50 78L100 0V140',
  N: 'M6 140V0L94 140V0',
  O: 'M0 50A50 50 0 0 1 100 50V90A50 50 0 0 1 0 90Z',
  P: 'M10 140V0H52A38 38 0 0 1 52 78H10',
  Q: 'M0 50A50 50 0 0 1 100 50V90A50 50 0 0 1 0 90ZM62 100L104 144',
  R: 'M10 140V0H52A37 37 0 0 1 52 74H10M52 74L94 140',
  S: 'M92 30A42 36 0 1 0 50 68A44 36 0 1 1 6 106',
  T: 'M0 0H100M50 0V140',
  U: 'M4 0V92A46 46 0 0 0 96 92V0',
  V: 'M0 0L50 140L100 0',
  W: 'M-10 0L20 140L50 40L80 140L110 0',
  X: 'M4 0L96 140M96 0L4 140',
  Y: 'M0 0L50 72L100 0M50 72V140',
  Z: 'M6 0H94L6 140H94',
  0: 'M4 50A46 50 0 0 1 96 50V90A46 50 0 0 1 4 90Z',
  1: 'M22 30L56 0V140',
  2: 'M8 40A42 40 0 0 1 92 40C92 80 8 100 8 140H94',
  3: 'M10 0H88L46 56A42 42 0 1 1 8 112',
  4: 'M76 140V0L2 96H100',
  5: 'M86 0H18L12 60A44 42 0 1 1 8 110',
  6: 'M80 4C30 20 6 60 6 96A44 44 0 1 0 94 96A44 44 0 0 0 8 84',
  7: 'M6 0H94L36 140',
  8: 'M50 66A34 33 0 1 1 50 0A34 33 0 1 1 50 66A42 37 0 1 1 50 140A42 37 0 1 1 50 66Z',
  9: 'M20 136C70 120 94 80 94 44A44 44 0 1 0 6 44A44 44 0 0 0 92 56',
};

export const LETTER = { width: 100, height: 140 };

/** First letters of the first two words that carry meaning; none for scripts that these strokes do not draw. */
export function initials(title: string): string[] {
  const words =
    title
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toUpperCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !['THE', 'A', 'AN', 'OF', 'AND', 'WITH'].includes(word));
  return (telling.length > 0 ? telling : words)
    .slice(0, 2)
    .flatMap((word) => (strokes[word[0]!] ? [word[0]!] : []));
}

export const letterPath = (letter: string) => strokes[letter]!;
