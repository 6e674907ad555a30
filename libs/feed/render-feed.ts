import { generateRssFeed } from 'feedsmith';
import { clipChars, oneLine } from './clean-text.js';
import { type FeedItem, type FeedShow, feedItem, feedShow } from './feed-types.js';
import { escapeHtml, fitDescription } from './safe-html.js';

/** Bounds of a podcast:soundbite title, a podcast:person name and their like (Podcast namespace). */
const MAX_LABEL_CHARS = 128;

const seconds = (ms: number) => Math.round(ms) / 1000;

/**
 * The show's feed: RSS 2.0 with the itunes, podcast, atom and content namespaces, newest episode first.
 * The same input gives the same bytes: nothing in it depends on the clock.
 */
export function renderFeed(show: FeedShow, items: FeedItem[]): string {
  const parsed = items.map((item) => feedItem.parse(item)).sort(newestFirst);
  const channel = feedShow.parse(show);
  const xml = generateRssFeed({
    ...channelTags(channel),
    ...builtAt(parsed),
    items: parsed.map((item) => itemTags(item, channel)),
  });
  return exact(xml);
}

type Show = ReturnType<typeof feedShow.parse>;
type Item = ReturnType<typeof feedItem.parse>;

const newestFirst = (a: Item, b: Item) =>
  b.publishedAt.getTime() - a.publishedAt.getTime() || (a.guid < b.guid ? -1 : 1);

/** When the channel's content last changed, as far as it can be told without a clock. */
const builtAt = ([newest]: Item[]) => (newest ? { lastBuildDate: newest.publishedAt } : {});

function channelTags(show: Show) {
  return {
    title: clipChars(show.title),
    description: fitDescription(show.description),
    link: show.link,
    language: show.language.toLowerCase(),
    copyright: show.copyright && copyrightHolder(show.copyright),
    generator: 'Showrunner',
    atom: { links: [{ href: show.feedUrl, rel: 'self', type: 'application/rss+xml' }] },
    itunes: {
      author: clipChars(show.author),
      categories: [
        { text: show.category, ...(show.subcategory && { categories: [{ text: show.subcategory }] }) },
      ],
      explicit: show.explicit,
      image: show.imageUrl,
      type: show.type,
      ...(show.ownerEmail && { owner: { name: clipChars(show.author), email: oneLine(show.ownerEmail) } }),
    },
    podcast: {
      guid: show.guid,
      locked: { value: show.locked, ...(show.ownerEmail && { owner: oneLine(show.ownerEmail) }) },
      medium: 'podcast',
      persons: show.people.map(personTag),
      txts: [{ display: String(show.aiContent), purpose: 'ai-content' }],
    },
  };
}

function itemTags(item: Item, show: Show) {
  return {
    title: clipChars(item.title),
    link: item.link,
    description: fitDescription(item.descriptionHtml || `<p>${escapeHtml(item.summary)}</p>`),
    enclosures: [{ url: item.audio.url, length: item.audio.bytes, type: item.audio.type }],
    guid: { value: item.guid, isPermaLink: false },
    pubDate: item.publishedAt,
    itunes: {
      duration: Math.max(1, Math.round(item.durationMs / 1000)),
      explicit: item.explicit,
      episodeType: item.type,
      ...(item.season && { season: item.season }),
      ...(item.number && { episode: item.number }),
      image: item.imageUrl ?? show.imageUrl,
    },
    podcast: {
      transcripts: item.transcripts,
      ...(item.chaptersUrl && { chapters: { url: item.chaptersUrl, type: 'application/json+chapters' } }),
      soundbites: item.soundbites.map((bite) => ({
        startTime: seconds(bite.startMs),
        duration: seconds(bite.durationMs),
        display: clipChars(bite.title, MAX_LABEL_CHARS),
      })),
      persons: peopleOf(item, show).map(personTag),
    },
  };
}

/** An item's list replaces the show's (Podcast namespace, person), so it names the hosts again. */
function peopleOf(item: Item, show: Show) {
  if (item.people.length === 0) return [];
  const named = new Set(item.people.map(({ name }) => name));
  return [...show.people.filter(({ name, role }) => role === 'host' && !named.has(name)), ...item.people];
}

/** The taxonomy has no role for a cast at large: a member of it lends a voice. */
const personTag = (person: Item['people'][number]) => ({
  display: clipChars(person.name, MAX_LABEL_CHARS),
  role: person.role === 'cast' ? 'voice actor' : person.role,
  group: 'cast',
});

/** PSP-1, `copyright`: neither the word, nor the sign, nor a year. */
const copyrightHolder = (text: string) =>
  clipChars(
    text
      .replace(/©|\(c\)|\bcopyright\b|\b(19|20)\d\d(\s*[-–]\s*(19|20)?\d\d)?\b/gi, ' ')
      .replace(/^[\s,.]+/, ''),
  );

/**
 * Makes feedsmith's XML exact (measured with 3.0.1): it pads CDATA with line breaks, which PSP-1 forbids; it writes
 * itunes:explicit as yes or no, where PSP-1 wants true or false; and it declares the content namespace, which
 * HTML in a description asks for, only beside content:encoded. CDATA is matched whole, so that nothing in it is touched.
 */
function exact(xml: string): string {
  return xml
    .replace(
      /\s*((?:<!\[CDATA\[[\s\S]*?\]\]>)+)\s*|<itunes:explicit>(yes|no)<\/itunes:explicit>/g,
      (_all, cdata: string | undefined, explicit: string | undefined) =>
        cdata ?? `<itunes:explicit>${explicit === 'yes'}</itunes:explicit>`,
    )
    .replace('<rss ', '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ');
}
