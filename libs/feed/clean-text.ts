/** All that XML 1.0 §2.2 does not allow, NUL, most control characters and lone surrogates among it. */
const notXml = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** PSP-1: a node value holds at most 255 characters unless its tag says otherwise. */
export const MAX_NODE_CHARS = 255;

/** PSP-1: descriptions hold at most 4000 bytes of UTF-8. */
export const MAX_DESCRIPTION_BYTES = 4000;

/** The one place where characters that XML forbids are taken out; line ends become `\n`, as every parser reads them. */
export const xmlText = (text: string) => text.replace(/\r\n?/g, '\n').replace(notXml, '').trim();

/** Text for one line: every run of white space is one space. */
export const oneLine = (text: string) => xmlText(text).replace(/\s+/gu, ' ').trim();

/** Cuts at the last word that fits, with an ellipsis; a single long word is cut inside. `size` measures a text. */
function clip(text: string, max: number, size: (text: string) => number): string {
  if (size(text) <= max) return text;
  const characters = Array.from(text);
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (size(`${characters.slice(0, middle).join('')}…`) <= max) low = middle;
    else high = middle - 1;
  }
  const fits = characters.slice(0, low).join('');
  const wordEnd = fits.search(/\s+\S*$/u);
  return `${(wordEnd > 0 ? fits.slice(0, wordEnd) : fits).trimEnd()}…`;
}

/** One line of at most `max` characters (UTF-16 units, the stricter reading of "characters"), cut at a word. */
export const clipChars = (text: string, max = MAX_NODE_CHARS) =>
  clip(oneLine(text), max, (part) => part.length);

/** Text of at most `max` bytes of UTF-8, cut at a word. */
export const clipBytes = (text: string, max = MAX_DESCRIPTION_BYTES) =>
  clip(xmlText(text), max, (part) => Buffer.byteLength(part));
