import sanitize from 'sanitize-html';
import { MAX_DESCRIPTION_BYTES, xmlText } from './clean-text.js';

/** PSP-1 and Apple: the tags that podcast apps show in a description. */
const descriptionTags = ['p', 'ol', 'ul', 'li', 'a', 'b', 'i', 'strong', 'em'];

const rules = (tags: string[]): sanitize.IOptions => ({
  allowedTags: tags,
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: { a: sanitize.simpleTransform('a', { rel: 'nofollow noopener' }) },
});

/** HTML with the description's allow-list only; whatever else it held is gone, its plain text kept. */
export const safeDescription = (html: string) => sanitize(xmlText(html), rules(descriptionTags)).trim();

/** HTML for a page of show notes: the description's allow-list and headings. */
export const safeNotes = (html: string) =>
  sanitize(xmlText(html), rules([...descriptionTags, 'h2', 'h3'])).trim();

/** Plain text of HTML, for places that show no markup. */
export const plainText = (html: string) =>
  unescapeHtml(
    sanitize(xmlText(html).replace(/<\/(p|li|h\d)>/gi, '$& '), { allowedTags: [], allowedAttributes: {} }),
  )
    .replace(/\s+/gu, ' ')
    .trim();

export const escapeHtml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const unescapeHtml = (html: string) =>
  html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

/** What a host typed: HTML when it holds a tag of the allow-list, else text whose blank lines part paragraphs. */
export function hostHtml(text: string): string {
  if (/<\/?(p|ol|ul|li|a|b|i|strong|em)\b[^>]*>/i.test(text)) return safeDescription(text);
  const paragraphs = xmlText(text).split(/\n\s*\n/);
  return paragraphs
    .map((paragraph) => paragraph.trim().replace(/\s*\n\s*/g, ' '))
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`)
    .join('');
}

/** A cut goes back to the last space within this many characters; scripts without spaces are cut where they are. */
const LONGEST_WORD = 40;

/**
 * A description that fits the feed: sanitised, at most `maxBytes` of UTF-8, cut at a word with every open tag closed.
 */
export function fitDescription(html: string, maxBytes = MAX_DESCRIPTION_BYTES): string {
  const whole = safeDescription(html);
  if (Buffer.byteLength(whole) <= maxBytes) return whole;
  const cutPoints = [...whole.matchAll(/<[^>]*>|&#?\w+;|[\s\S]/gu)].map((token) => token.index);
  const lastWord = new RegExp(`\\s+[^\\s<>]{0,${LONGEST_WORD}}$`, 'u');
  const cutAt = (index: number) =>
    safeDescription(`${whole.slice(0, index).replace(lastWord, '').trimEnd()}…`);
  let low = 0;
  let high = cutPoints.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (Buffer.byteLength(cutAt(cutPoints[middle]!)) <= maxBytes) low = middle;
    else high = middle - 1;
  }
  return cutAt(cutPoints[low]!);
}
