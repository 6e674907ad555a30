import { channelRules } from './channel-rules.js';
import { documentRules } from './document-rules.js';
import { itemRules } from './item-rules.js';
import type { FeedDocument, Rule } from './rule.js';
import { checkServed, type LookUp } from './served-rules.js';
import { all, one, parseXml, xmlFaults } from './xml-tree.js';

/** One line of the conformance report. A checklist line may stand twice: once as MUST, once as SHOULD. */
export interface Conformance {
  /** Line of the checklist, such as I2. */
  id: string;
  /** A feed with a broken MUST is not served. */
  level: 'MUST' | 'SHOULD';
  ok: boolean;
  /** The rule. */
  what: string;
  /** What to do when it is broken. */
  fix: string;
  /** Where and how it is broken. */
  faults: string[];
}

/**
 * Checks a feed against PSP-1, Apple's rules and the Podcast namespace, every line of them that the XML shows.
 * With `lookUp` it also checks that each file is there, as long and of the type that the feed says.
 * Never throws for a bad feed: text that is no RSS gives one broken line, D1.
 */
export async function checkFeed(xml: string, { lookUp }: { lookUp?: LookUp } = {}): Promise<Conformance[]> {
  const feed = readDocument(xml);
  if (Array.isArray(feed)) return [conformance({ ...documentRules[0]!, faults: feed })];
  const rules: Rule[] = [...documentRules, ...channelRules, ...itemRules];
  const lines = rules.map((rule) => conformance({ ...rule, faults: rule.faults(feed) }));
  const served = lookUp ? await checkServed(feed, lookUp) : [];
  return [...lines, ...served.map(conformance)];
}

const conformance = ({
  id,
  level,
  what,
  fix,
  faults,
}: Omit<Rule, 'faults'> & { faults: string[] }): Conformance => ({
  id,
  level,
  ok: faults.length === 0,
  what,
  fix,
  faults,
});

/** The feed, or why it is none. */
function readDocument(xml: string): FeedDocument | string[] {
  const faults = xmlFaults(xml);
  if (faults.length > 0) return faults;
  const roots = parseXml(xml);
  const rss = roots[0];
  const channel = rss && one(rss, 'channel');
  if (roots.length !== 1 || rss?.tag !== 'rss' || !channel) return ['it has no rss with a channel'];
  return { xml, rss, channel, items: all(channel, 'item') };
}
