import { MAX_NODE_CHARS } from '../clean-text.js';
import type { Rule } from './rule.js';
import type { Element } from './xml-tree.js';

const namespaces = {
  itunes: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  podcast: 'https://podcastindex.org/namespace/1.0',
  atom: 'http://www.w3.org/2005/Atom',
};
const contentNamespace = 'http://purl.org/rss/1.0/modules/content/';

/** Tags whose own rules set another length. */
const longTexts = new Set(['description', 'content:encoded', 'itunes:summary', 'podcast:txt']);

export const documentRules: Rule[] = [
  {
    id: 'D1',
    level: 'MUST',
    what: 'The feed is UTF-8 XML: <rss version="2.0"> with exactly one <channel>.',
    fix: 'Render the feed again; report it if it is still broken.',
    faults: ({ xml, rss }) => [
      ...(rss.attributes.version === '2.0' ? [] : ['rss has no version 2.0']),
      ...(rss.children.filter(({ tag }) => tag === 'channel').length === 1
        ? []
        : ['there is not one channel']),
      ...(/^<\?xml[^>]*encoding=["'](?!utf-8["'])/i.test(xml) ? ['its encoding is not UTF-8'] : []),
    ],
  },
  {
    id: 'D2',
    level: 'MUST',
    what: 'The itunes, podcast and atom namespaces are declared exactly.',
    fix: 'Declare them on <rss> as PSP-1 spells them.',
    faults: ({ rss }) =>
      Object.entries(namespaces)
        .filter(([prefix, uri]) => rss.attributes[`xmlns:${prefix}`] !== uri)
        .map(([prefix, uri]) => `xmlns:${prefix} is not ${uri}`),
  },
  {
    id: 'D3',
    level: 'MUST',
    what: 'A feed with HTML in its texts declares the content namespace.',
    fix: `Declare xmlns:content="${contentNamespace}" on <rss>.`,
    faults: ({ rss, channel, items }) => {
      const html = [channel, ...items]
        .flatMap(({ children }) => children)
        .some(
          ({ tag, text }) => tag === 'content:encoded' || (tag === 'description' && /<\w+[^>]*>/.test(text)),
        );
      return html && rss.attributes['xmlns:content'] !== contentNamespace
        ? ['xmlns:content is not declared']
        : [];
    },
  },
  {
    id: 'D4',
    level: 'MUST',
    what: 'Texts have no space around them and at most 255 characters where no tag says otherwise.',
    fix: 'Shorten the text.',
    faults: ({ channel }) => textFaults(channel),
  },
];

function textFaults({ tag, text, children }: Element): string[] {
  if (children.length > 0) return children.flatMap(textFaults);
  const faults: string[] = [];
  if (text !== text.trim()) faults.push(`${tag} has space around its text`);
  if (!longTexts.has(tag) && text.length > MAX_NODE_CHARS)
    faults.push(`${tag} is longer than ${MAX_NODE_CHARS} characters`);
  return faults;
}
