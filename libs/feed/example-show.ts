import { feedGuid } from './feed-guid.js';
import type { FeedItem, FeedShow } from './feed-types.js';

/** A show and its episodes for examples in tests: every optional field is set on one of them. */
export const exampleShow: FeedShow = {
  title: 'Bread & Butter',
  description: 'Two bakers talk about <b>flour</b>, fire & failure.',
  link: 'https://bread.example',
  feedUrl: 'https://bread.example/feeds/bread.xml',
  language: 'en',
  category: 'Arts',
  subcategory: 'Food',
  explicit: false,
  author: 'Ann Miller',
  ownerEmail: 'ann@bread.example',
  imageUrl: 'https://bread.example/media/artwork.jpg',
  guid: feedGuid('https://bread.example/feeds/bread.xml'),
  copyright: '© 2026 Ann Miller',
  people: [{ name: 'Ann Miller', role: 'host' }],
};

const files = (name: string) => `https://bread.example/media/${name}`;

export const exampleItem: FeedItem = {
  guid: '0199c0de-0000-7000-8000-000000000002',
  title: 'The oven that would not heat',
  descriptionHtml: '<p>Why it stayed cold.</p><ul><li>(00:00) Intro</li><li>(12:30) The fuse</li></ul>',
  summary: 'Why it stayed cold.',
  link: 'https://bread.example/episodes/oven',
  publishedAt: new Date('2026-11-20T09:30:00Z'),
  durationMs: 1_834_567,
  explicit: false,
  season: 2,
  number: 5,
  type: 'full',
  audio: { url: files('oven.mp3'), bytes: 29_353_072, type: 'audio/mpeg' },
  chaptersUrl: files('oven-chapters.json'),
  transcripts: [
    { url: files('oven.vtt'), type: 'text/vtt', language: 'en' },
    { url: files('oven.srt'), type: 'application/x-subrip', language: 'en' },
    { url: files('oven.json'), type: 'application/json', language: 'en' },
    { url: files('oven.txt'), type: 'text/plain', language: 'en' },
  ],
  soundbites: [{ startMs: 73_250, durationMs: 30_000, title: 'It was the fuse' }],
  people: [
    { name: 'Ann Miller', role: 'host' },
    { name: 'Bo O’Neil', role: 'guest' },
  ],
};

export const olderItem: FeedItem = {
  guid: '0199c0de-0000-7000-8000-000000000001',
  title: 'Hello',
  descriptionHtml: '',
  summary: 'What this show is about: bread & butter.',
  link: 'https://bread.example/episodes/hello',
  publishedAt: new Date('2026-11-13T09:30:00Z'),
  durationMs: 61_400,
  explicit: true,
  type: 'trailer',
  audio: { url: files('hello.m4a'), bytes: 981_234, type: 'audio/x-m4a' },
  transcripts: [{ url: files('hello.vtt'), type: 'text/vtt', language: 'en' }],
  soundbites: [],
  people: [],
  imageUrl: files('hello.png'),
};
