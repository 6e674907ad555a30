import type { FeedDocument, Rule } from './rule.js';
import { imageTypeOf } from './values.js';
import { all, type Element, one } from './xml-tree.js';

/** What a server, or the store behind it, gives for an address. */
export interface Served {
  bytes: number;
  /** Content-Type without parameters. */
  type: string;
}

/** Looks an address up; null when nothing is there. */
export type LookUp = (url: string) => Promise<Served | null>;

type Report = Omit<Rule, 'faults'> & { faults: string[] };

/** Rules about files rather than the XML: that they are there, as long and of the type that the feed says. */
export async function checkServed({ channel, items }: FeedDocument, lookUp: LookUp): Promise<Report[]> {
  const audio: string[] = [];
  const transcripts: string[] = [];
  const chapters: string[] = [];
  const images = await imageServed(one(channel, 'itunes:image'), 'the show', lookUp);
  for (const [index, item] of items.entries()) {
    const name = `item ${index + 1}`;
    audio.push(...(await asStated(all(item, 'enclosure'), name, lookUp)));
    transcripts.push(...(await asStated(all(item, 'podcast:transcript'), name, lookUp)));
    chapters.push(...(await asStated(all(item, 'podcast:chapters'), name, lookUp)));
    images.push(...(await imageServed(one(item, 'itunes:image'), name, lookUp)));
  }
  const line = (id: string, what: string, faults: string[]): Report => ({
    id,
    level: 'MUST',
    what,
    fix: 'Publish the episode again, so that its files are stored anew.',
    faults,
  });
  return [
    line('I2', 'An enclosure is served with the length and type that the feed states.', audio),
    line('I10', 'A transcript is served with the type that the feed states.', transcripts),
    line('I14', 'Chapters are served as application/json+chapters.', chapters),
    line('C8', 'Artwork is served as what its name says.', images),
  ];
}

async function asStated(elements: Element[], name: string, lookUp: LookUp): Promise<string[]> {
  const faults: string[] = [];
  for (const { attributes } of elements) {
    const { url = '', type, length } = attributes;
    const served = await lookUp(url);
    if (!served) faults.push(`${name}: nothing is served at ${url}`);
    else if (served.type !== type) faults.push(`${name}: ${url} is served as ${served.type}, not ${type}`);
    else if (length !== undefined && String(served.bytes) !== length)
      faults.push(`${name}: ${url} has ${served.bytes} bytes, not ${length}`);
  }
  return faults;
}

async function imageServed(image: Element | undefined, name: string, lookUp: LookUp): Promise<string[]> {
  const url = image?.attributes.href;
  if (!url) return [];
  const served = await lookUp(url);
  if (!served) return [`${name}: nothing is served at ${url}`];
  return served.type === imageTypeOf(url) ? [] : [`${name}: ${url} is served as ${served.type}`];
}
