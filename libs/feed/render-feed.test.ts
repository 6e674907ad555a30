import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { type FeedObject, parseFeed } from 'podcast-partytime';
import { describe, expect, it } from 'vitest';
import { checkFeed } from './check/check-feed.js';
import { parseXml, textOf, xmlFaults } from './check/xml-tree.js';
import { clipChars } from './clean-text.js';
import { exampleItem, exampleShow, olderItem } from './example-show.js';
import { renderFeed } from './render-feed.js';

const example = () => renderFeed(exampleShow, [olderItem, exampleItem]);
const parsed = (xml: string): FeedObject => {
  const feed = parseFeed(xml);
  if (!feed) throw new Error('podcast-partytime cannot read the feed');
  return feed as FeedObject;
};

describe('renderFeed', () => {
  it('writes the feed that is kept beside this test', async () => {
    await expect(example()).toMatchFileSnapshot('./render-feed.golden.xml');
  });

  it('breaks no rule of the checklist', async () => {
    expect((await checkFeed(example())).filter(({ ok }) => !ok)).toEqual([]);
  });

  it('is read back by a podcast app’s parser', () => {
    const feed = parsed(example());
    expect(feed).toMatchObject({
      title: 'Bread & Butter',
      language: 'en',
      explicit: false,
      guid: exampleShow.guid,
      locked: false,
      author: 'Ann Miller',
      copyright: 'Ann Miller',
      itunesCategory: ['Arts > Food'],
    });
    expect(feed.items.map(({ title }) => title)).toEqual(['The oven that would not heat', 'Hello']);
    expect(feed.items[0]).toMatchObject({
      guid: exampleItem.guid,
      pubDate: exampleItem.publishedAt,
      duration: 1835,
      enclosure: { url: exampleItem.audio.url, length: 29_353_072, type: 'audio/mpeg' },
      itunesSeason: 2,
      itunesEpisode: 5,
      podcastChapters: { url: exampleItem.chaptersUrl, type: 'application/json+chapters' },
      podcastSoundbites: [{ startTime: 73.25, duration: 30, title: 'It was the fuse' }],
    });
    expect(feed.items[0]?.podcastTranscripts?.map(({ type }) => type)).toEqual([
      'text/vtt',
      'application/srt',
      'application/json',
      'text/plain',
    ]);
    expect(feed.items[0]?.podcastPeople?.map(({ name, role }) => `${name}, ${role}`)).toEqual([
      'Ann Miller, Host',
      'Bo O’Neil, Guest',
    ]);
  });

  it('names the hosts again where an item names people, since its list replaces the show’s', () => {
    const people = [{ name: 'Bo O’Neil', role: 'guest' as const }];
    const [item] = parsed(renderFeed(exampleShow, [{ ...exampleItem, people }])).items;
    expect(item?.podcastPeople?.map(({ name }) => name)).toEqual(['Ann Miller', 'Bo O’Neil']);
  });

  it('gives the same bytes for the same input, in whatever order the episodes come', () => {
    expect(renderFeed(exampleShow, [exampleItem, olderItem])).toBe(example());
  });

  it('dates the feed by its newest episode, not by the clock', () => {
    expect(example()).toContain('<lastBuildDate>Fri, 20 Nov 2026 09:30:00 GMT</lastBuildDate>');
    expect(renderFeed(exampleShow, [])).not.toContain('lastBuildDate');
  });

  it('writes explicit as true or false, also when a title looks like the tag', () => {
    const xml = renderFeed(exampleShow, [
      { ...exampleItem, title: '<itunes:explicit>yes</itunes:explicit>' },
    ]);
    expect(xml).toContain('<title><![CDATA[<itunes:explicit>yes</itunes:explicit>]]></title>');
    expect(xml).toContain('<itunes:explicit>false</itunes:explicit>');
  });

  it('cuts a long description at a word, with its tags closed', async () => {
    const descriptionHtml = `<p>${'Brötchen mit Käse. '.repeat(400)}</p>`;
    const description =
      parsed(renderFeed(exampleShow, [{ ...exampleItem, descriptionHtml }])).items[0]?.description ?? '';
    expect(Buffer.byteLength(description)).toBeLessThanOrEqual(4000);
    expect(Buffer.byteLength(description)).toBeGreaterThan(3950);
    expect(description).toMatch(/^<p>.*(Brötchen|mit|Käse\.)…<\/p>$/);
  });

  it('keeps any title, author or name well-formed, and gives it back as it was', () => {
    const awkward = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        'a ]]> b',
        '\u0000\u0007\u001b',
        '\uFFFE \uD800',
        '👩‍🍳 שלום',
        '<![CDATA[',
        '&#7; &bogus;',
        '-->',
        "it's",
      ),
      fc
        .array(fc.constantFrom(']', '>', '<', '&', '![CDATA[', ' ', '\n', '"', "'"))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(awkward, awkward, (text, name) => {
        const title = `x${text}`;
        const person = { name: `y${name}`, role: 'guest' as const };
        const xml = renderFeed({ ...exampleShow, title, author: title }, [
          { ...exampleItem, title, people: [person] },
        ]);
        expect(xmlFaults(xml)).toEqual([]);
        const channel = parseXml(xml)[0]!.children[0]!;
        const item = channel.children.find(({ tag }) => tag === 'item')!;
        expect(textOf(channel, 'title')).toBe(clipChars(title));
        expect(textOf(item, 'title')).toBe(clipChars(title));
        expect(item.children.findLast(({ tag }) => tag === 'podcast:person')?.text).toBe(
          clipChars(person.name, 128),
        );
      }),
    );
  });

  it('renders a thousand episodes that all hold what they should', async () => {
    const items = Array.from({ length: 1000 }, (_, index) => ({
      ...exampleItem,
      guid: `guid-${index}`,
      audio: { ...exampleItem.audio, url: `https://bread.example/media/${index}.mp3` },
    }));
    const report = await checkFeed(renderFeed(exampleShow, items));
    expect(report.filter(({ ok }) => !ok)).toEqual([]);
  });
});

const independentCheck = resolve(import.meta.dirname, '../../../shared/eval/check_feed.py');

describe.runIf(existsSync(independentCheck))('an independent reading of the musts', () => {
  it('finds no fault', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'feed-'));
    await writeFile(join(folder, 'feed.xml'), renderFeed(exampleShow, [exampleItem]));
    const { stdout } = await promisify(execFile)('python3', [
      independentCheck,
      join(folder, 'feed.xml'),
    ]).finally(() => rm(folder, { recursive: true }));
    expect(stdout.trim()).toBe('0');
  });
});
