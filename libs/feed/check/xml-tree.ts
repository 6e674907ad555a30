import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element with its prefix as written, its own text and its children. */
export interface Element {
  tag: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

/** XML 1.0 §2.2, what may stand in a document at all; §4.1, which references are known without a DTD. */
const forbidden = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const strayAmpersand = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i;
const reference = /&#(x[\da-f]+|\d+);/gi;

/** Why a text is no well-formed XML without a DTD; empty when it is. */
export function xmlFaults(xml: string): string[] {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return ['it has a document type, which podcast apps do not read'];
  if (forbidden.test(xml)) return ['it holds a character that XML forbids'];
  const markup = xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  if (strayAmpersand.test(markup)) return ['an & stands alone or names an unknown entity'];
  for (const [, code] of markup.matchAll(reference))
    if (forbidden.test(String.fromCodePoint(codePoint(code!))))
      return [`&#${code}; names a character that XML forbids`];
  const result = XMLValidator.validate(xml);
  return result === true ? [] : [`line ${result.err.line}: ${result.err.msg}`];
}

/** Beyond Unicode there is no character: U+0000 stands for it, which XML forbids. */
function codePoint(code: string): number {
  const value = code.startsWith('x') ? Number.parseInt(code.slice(1), 16) : Number(code);
  return value <= 0x10ffff ? value : 0;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
});

/** The root elements of well-formed XML: check with `xmlFaults` first. */
export const parseXml = (xml: string): Element[] => elements(parser.parse(xml));

type Ordered = Record<string, unknown>[];

const elements = (nodes: Ordered): Element[] =>
  nodes.flatMap((node) => {
    const tag = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (!tag) return [];
    const inside = node[tag] as Ordered;
    return {
      tag,
      attributes: (node[':@'] ?? {}) as Record<string, string>,
      text: inside.map((child) => (typeof child['#text'] === 'string' ? child['#text'] : '')).join(''),
      children: elements(inside),
    };
  });

export const all = (parent: Element, tag: string) => parent.children.filter((child) => child.tag === tag);
export const one = (parent: Element, tag: string) => parent.children.find((child) => child.tag === tag);
export const textOf = (parent: Element, tag: string) => one(parent, tag)?.text.trim() ?? '';
