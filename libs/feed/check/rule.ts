import type { Element } from './xml-tree.js';

export interface FeedDocument {
  xml: string;
  rss: Element;
  channel: Element;
  items: Element[];
}

export interface Rule {
  /** Its line of the checklist: D document, C channel and I item (PSP-1, Podcast namespace), A what Apple adds. */
  id: string;
  /** MUST: a feed that breaks it is not served. SHOULD: it works, but something is missing. */
  level: 'MUST' | 'SHOULD';
  /** The rule, in one sentence. */
  what: string;
  /** What to do when it is broken. */
  fix: string;
  /** Where and how it is broken; empty when it holds. */
  faults(feed: FeedDocument): string[];
}

type Faults<T> = (subject: T) => (string | false | undefined)[];

/** A rule about the channel. */
export const channelRule = (
  id: string,
  level: Rule['level'],
  what: string,
  fix: string,
  faults: Faults<Element>,
): Rule => ({ id, level, what, fix, faults: ({ channel }) => faults(channel).filter(isFault) });

/** A rule about each item; its faults name the item. */
export const itemRule = (
  id: string,
  level: Rule['level'],
  what: string,
  fix: string,
  faults: Faults<Element>,
): Rule => ({
  id,
  level,
  what,
  fix,
  faults: ({ items }) =>
    items.flatMap((item, index) =>
      faults(item)
        .filter(isFault)
        .map((fault) => `item ${index + 1}: ${fault}`),
    ),
});

const isFault = (fault: string | false | undefined): fault is string => typeof fault === 'string';
