import { describe, expect, it } from 'vitest';
import { exampleItem, exampleShow, olderItem } from '../example-show.js';
import { renderFeed } from '../render-feed.js';
import { checkFeed } from './check-feed.js';

const good = renderFeed(exampleShow, [olderItem, exampleItem]);
const brokenMusts = async (xml: string) => [
  ...new Set((await checkFeed(xml)).filter(({ level, ok }) => level === 'MUST' && !ok).map(({ id }) => id)),
];
const brokenShoulds = async (xml: string) =>
  (await checkFeed(xml)).filter(({ level, ok }) => level === 'SHOULD' && !ok).map(({ id }) => id);

/** Changes the first place where `from` stands; fails when it stands nowhere, so that no row tests nothing. */
function changed(from: string | RegExp, to: string): string {
  const xml = good.replace(from, to);
  if (xml === good) throw new Error(`${String(from)} does not stand in the feed`);
  return xml;
}

const inChannel = (tags: string) => changed('<item>', `${tags}<item>`);
const inItem = (tags: string) => changed('</item>', `${tags}</item>`);
const without = (tag: string) => changed(new RegExp(`<${tag}\\b[^>]*?(/>|>[\\s\\S]*?</${tag}>)`), '');
const itemTitle = (title: string) => changed('The oven that would not heat', title);

describe('checkFeed', () => {
  it('finds nothing wrong with a good feed', async () => {
    expect(await brokenMusts(good)).toEqual([]);
    expect(await brokenShoulds(good)).toEqual([]);
  });

  it.each([
    ['D1', 'an unclosed tag', changed('</title>', '')],
    ['D1', 'a control character', itemTitle('a\u0007b')],
    ['D1', 'a reference to a control character', itemTitle('a&#x7;b')],
    ['D1', 'a reference beyond Unicode', itemTitle('a&#99999999;b')],
    ['D1', 'a bare ampersand', itemTitle('a & b')],
    ['D1', 'an entity of HTML', itemTitle('a&nbsp;b')],
    ['D1', 'a document type with an entity', changed('<rss', '<!DOCTYPE rss [<!ENTITY a "b">]><rss')],
    ['D1', 'another version', changed('version="2.0"', 'version="0.91"')],
    ['D1', 'two channels', changed('</channel>', '</channel><channel></channel>')],
    ['D1', 'no channel', changed(/<channel>[\s\S]*<\/channel>/, '')],
    ['D1', 'another encoding', changed('utf-8', 'iso-8859-1')],
    ['D2', 'a namespace spelt differently', changed('namespace/1.0"', 'namespace/1.0/"')],
    ['D3', 'HTML without the content namespace', changed(/ xmlns:content="[^"]*"/, '')],
    ['D4', 'space around a text', itemTitle(' a ')],
    ['D4', 'a title over 255 characters', itemTitle('a'.repeat(256))],
    ['C1', 'no link to itself', without('atom:link')],
    ['C1', 'a link to itself of another type', changed('application/rss+xml', 'text/xml')],
    ['C2', 'no title', without('title')],
    ['C3', 'no description', without('description')],
    ['C3', 'a description over 4000 bytes', changed('Two bakers', 'ö'.repeat(2000))],
    ['C4', 'no link', without('link')],
    ['C5', 'no language code', changed('<language>en<', '<language>English language<')],
    ['C6', 'no category', without('itunes:category')],
    ['C6', 'a category of its own making', changed('text="Arts"', 'text="Bread"')],
    ['C6', 'a sub-category of another category', changed('text="Food"', 'text="Parenting"')],
    ['C7', 'explicit as yes', changed('<itunes:explicit>false', '<itunes:explicit>yes')],
    ['C7', 'no explicit', without('itunes:explicit')],
    ['C8', 'no artwork', without('itunes:image')],
    ['C8', 'artwork that is named as WebP', changed('artwork.jpg', 'artwork.webp')],
    ['C9', 'locked as true', changed('>no</podcast:locked>', '>true</podcast:locked>')],
    ['C10', 'a random guid', changed(exampleShow.guid, 'e3c1e1e0-7e52-4a8c-9b36-0d7b7a3b6d1f')],
    ['C13', 'a text too long', changed('purpose="ai-content"', `purpose="${'a'.repeat(129)}"`)],
    ['C13', 'a disclosure that says maybe', changed('>true</podcast:txt>', '>maybe</podcast:txt>')],
    ['C14', 'funding without an address', inChannel('<podcast:funding>Help</podcast:funding>')],
    ['C15', 'a type of its own', changed('episodic', 'weekly')],
    ['C16', 'complete as no', inChannel('<itunes:complete>no</itunes:complete>')],
    ['C17', 'a nameless person', inChannel('<podcast:person role="host"> </podcast:person>')],
    [
      'C18',
      'a trailer without a date',
      inChannel('<podcast:trailer url="https://a.example/t.mp3">T</podcast:trailer>'),
    ],
    ['C19', 'an unknown medium', changed('>podcast</podcast:medium>', '>talk</podcast:medium>')],
    [
      'C20',
      'a count without a start',
      inChannel('<podcast:updateFrequency rrule="FREQ=DAILY;COUNT=3">d</podcast:updateFrequency>'),
    ],
    ['C21', 'block as true', inChannel('<podcast:block>true</podcast:block>')],
    ['C22', 'podping twice', inChannel('<podcast:podping/><podcast:podping/>')],
    ['C23', 'a next page without an address', inChannel('<atom:link rel="next" href="page2"/>')],
    ['I1', 'no title', itemTitle('')],
    ['I2', 'no enclosure', without('enclosure')],
    [
      'I2',
      'two enclosures',
      inItem('<enclosure url="https://a.example/b.mp3" length="1" type="audio/mpeg"/>'),
    ],
    ['I2', 'a length of zero', changed('length="29353072"', 'length="0"')],
    ['I2', 'a length in words', changed('length="29353072"', 'length="29 MB"')],
    ['I2', 'a type apps do not play', changed('type="audio/mpeg"', 'type="audio/ogg"')],
    ['I2', 'a file without an extension', changed('oven.mp3', 'oven')],
    ['I2', 'a fourth attribute', changed('type="audio/mpeg"', 'type="audio/mpeg" bitrate="128"')],
    ['I2', 'a relative address', changed('url="https://bread.example/media/oven.mp3"', 'url="/oven.mp3"')],
    ['I3', 'no guid', without('guid')],
    ['I3', 'the same guid twice', changed(String(exampleItem.guid), String(olderItem.guid))],
    ['I3', 'a permanent link that is none', changed('isPermaLink="false"', 'isPermaLink="true"')],
    ['I4', 'a relative link', changed('https://bread.example/episodes/oven', '/oven')],
    [
      'I5',
      'a date as JavaScript prints it',
      changed('<pubDate>Fri, 20 Nov 2026 09:30:00 GMT', '<pubDate>Fri Nov 20 2026 09:30:00 GMT+0000'),
    ],
    ['I5', 'a date with the wrong day', changed('<pubDate>Fri,', '<pubDate>Mon,')],
    ['I5', 'a day that does not exist', changed('<pubDate>Fri, 20 Nov 2026', '<pubDate>Tue, 31 Nov 2026')],
    ['I6', 'a description over 4000 bytes', changed('Why it stayed cold', 'ö'.repeat(2000))],
    ['I7', 'a duration in hours and minutes', changed('<itunes:duration>1835', '<itunes:duration>30:35')],
    ['I8', 'episode artwork that is a page', changed('hello.png', 'hello.html')],
    ['I9', 'explicit as clean', changed('<itunes:explicit>true', '<itunes:explicit>clean')],
    ['I10', 'a transcript of an unknown type', changed('text/vtt', 'text/srt')],
    ['I11', 'episode zero', changed('<itunes:episode>5', '<itunes:episode>0')],
    ['I12', 'an unknown type', changed('<itunes:episodeType>full', '<itunes:episodeType>normal')],
    ['I13', 'block as no', inItem('<itunes:block>no</itunes:block>')],
    ['I14', 'chapters as plain JSON', changed('application/json+chapters', 'application/json')],
    ['I14', 'two chapters files', inItem('<podcast:chapters/><podcast:chapters/>')],
    ['I15', 'a soundbite past the end', changed('startTime="73.25"', 'startTime="1820"')],
    ['I15', 'a soundbite without a start', changed('startTime="73.25"', '')],
    ['I16', 'a guest with a very long name', changed('>Bo O’Neil<', `>${'a'.repeat(129)}<`)],
    ['I17', 'another form without a source', inItem('<podcast:alternateEnclosure type="audio/opus"/>')],
    [
      'A1',
      'an enclosure that two items share',
      changed('url="https://bread.example/media/oven.mp3"', 'url="https://bread.example/media/hello.m4a"'),
    ],
  ])('%s finds %s', async (id, _what, xml) => {
    expect(await brokenMusts(xml)).toContain(id);
  });

  it.each([
    ['C9', without('podcast:locked')],
    ['C10', without('podcast:guid')],
    ['C11', without('itunes:author')],
    ['C12', changed('<copyright>Ann', '<copyright>Copyright 2026 Ann')],
    ['I1', itemTitle('S2 E5: The oven')],
    ['I5', without('pubDate')],
    ['I6', changed('<p>Why', '<h1>Why')],
    ['I7', without('itunes:duration')],
    ['I15', changed('duration="30"', 'duration="5"')],
    ['A2', changed('oven.mp3', 'öfen.mp3')],
    [
      'A3',
      changed('url="https://bread.example/media/oven.mp3"', 'url="http://bread.example/media/oven.mp3"'),
    ],
  ])('%s is advised: without it a feed is served, and says so', async (id, xml) => {
    expect(await brokenShoulds(xml)).toContain(id);
    expect(await brokenMusts(xml)).toEqual([]);
  });

  it('says which item is at fault, why, and what to do', async () => {
    const line = (await checkFeed(changed('length="29353072"', 'length="0"'))).find(({ ok }) => !ok);
    expect(line).toEqual({
      id: 'I2',
      level: 'MUST',
      ok: false,
      what: 'An item has one enclosure: url, length in bytes and type, and no more.',
      fix: 'Publish the episode’s audio again.',
      faults: ['item 1: the length of its enclosure is not its bytes'],
    });
  });

  it('does not trip over text that is no feed at all', async () => {
    for (const text of ['', 'x', '<html></html>', '<rss/>', '<rss version="2.0"></rss>', '\u0000'])
      expect((await checkFeed(text)).map(({ id, ok }) => [id, ok])).toEqual([['D1', false]]);
  });

  describe('with a look at what is served', () => {
    const types: Record<string, string> = {
      mp3: 'audio/mpeg',
      m4a: 'audio/x-m4a',
      vtt: 'text/vtt',
      srt: 'application/x-subrip',
      txt: 'text/plain',
      jpg: 'image/jpeg',
      png: 'image/png',
    };
    const asStated = async (url: string) => {
      const type = url.endsWith('chapters.json')
        ? 'application/json+chapters'
        : types[url.split('.').at(-1)!];
      const bytes = url.endsWith('.mp3') ? exampleItem.audio.bytes : olderItem.audio.bytes;
      return { type: type ?? 'application/json', bytes };
    };
    const broken = async (lookUp: typeof asStated | (() => Promise<null>)) =>
      (await checkFeed(good, { lookUp })).filter(({ ok }) => !ok).map(({ id }) => id);

    it('finds nothing when all is as stated', async () => {
      expect(await broken(asStated)).toEqual([]);
    });

    it('finds a wrong length, a wrong type and a file that is gone', async () => {
      expect(await broken(async (url) => ({ ...(await asStated(url)), bytes: 160 }))).toEqual(['I2']);
      expect(await broken(async (url) => ({ ...(await asStated(url)), type: 'text/html' }))).toEqual([
        'I2',
        'I10',
        'I14',
        'C8',
      ]);
      expect(await broken(async () => null)).toEqual(['I2', 'I10', 'I14', 'C8']);
    });
  });
});
