import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { searchResult } from '#contracts';
import { type TestApi, testApi } from '../../../test/api.js';
import { finishedEpisode } from '../../../test/finished-episode.js';
import { matchEnd, matchStart, readExcerpt } from './excerpt.js';

let api: TestApi;
let first: { id: string };
let second: { id: string };
let otherShow: { id: string };

const passages = [
  'We set up the reverb in room five and listened.',
  'The compressor was wrong, so we threw it out.',
  'Reverb again, reverb all day: <b>reverb</b> & nothing else.',
];

beforeAll(async () => {
  api = await testApi();
  const show = await api.makeShow();
  otherShow = await api.makeShow();
  first = await finishedEpisode(api.backend, show.id, 'Rooms');
  second = await finishedEpisode(api.backend, otherShow.id, 'Other');
  for (const episode of [first, second]) {
    const data = passages.map((text, ordinal) => ({
      episodeId: episode.id,
      ordinal,
      startMs: ordinal * 10_000,
      endMs: ordinal * 10_000 + 9000,
      speaker: ordinal === 1 ? 'Ann' : null,
      text,
      vector: Buffer.alloc(384),
    }));
    await api.backend.database.passage.createMany({ data });
  }
});
afterAll(() => api.close());

const search = (query: string) => api.json<z.infer<typeof searchResult>>('GET', `/api/v1/search?${query}`);

describe('search', () => {
  it('finds what was said, best first, with when and where', async () => {
    const { hits, total } = await search(`q=reverb&episodeId=${first.id}`);
    expect(total).toBe(2);
    expect(hits[0]).toMatchObject({
      episodeId: first.id,
      episodeTitle: 'Rooms',
      startMs: 20_000,
      endMs: 29_000,
    });
    expect(hits[0]?.rank).toBeGreaterThan(hits[1]?.rank ?? 1);
  });

  it('marks matches without any markup, so that nothing said can become a page', async () => {
    const { hits } = await search(`q=compressor&episodeId=${first.id}`);
    expect(hits[0]).toMatchObject({
      speaker: 'Ann',
      excerpt: [
        { text: 'The ', match: false },
        { text: 'compressor', match: true },
        { text: expect.stringContaining(' was wrong'), match: false },
      ],
    });
    const tagged = await search(`q=nothing&episodeId=${first.id}`);
    expect(tagged.hits[0]?.excerpt.map(({ text }) => text).join('')).toContain('& nothing else');
  });

  it.each([
    ['reverb', 4],
    ['"room five"', 2],
    ['five or compressor', 4],
    ['reverb -room', 2],
    ['reverb compressor', 0],
    ["') OR 1=1; --", 0],
    ['-', 0],
  ])('reads %s as web search does', async (q, total) => {
    expect((await search(`q=${encodeURIComponent(q)}`)).total).toBe(total);
  });

  it('keeps to one show when asked', async () => {
    const { hits } = await search(`q=reverb&showId=${otherShow.id}`);
    expect(new Set(hits.map(({ episodeId }) => episodeId))).toEqual(new Set([second.id]));
  });

  it('goes page by page', async () => {
    const pages = [await search('q=reverb&pageSize=3'), await search('q=reverb&pageSize=3&page=2')];
    expect(pages.map(({ hits, total }) => [hits.length, total])).toEqual([
      [3, 4],
      [1, 4],
    ]);
  });
});

describe('readExcerpt', () => {
  it('loses and adds nothing', () => {
    const text = fc.string().map((any) => any.replaceAll(matchStart, '').replaceAll(matchEnd, ''));
    const pieces = fc.array(fc.record({ text: text.filter((any) => any !== ''), match: fc.boolean() }));
    fc.assert(
      fc.property(pieces, (given) => {
        const headline = given
          .map((piece) => (piece.match ? matchStart + piece.text + matchEnd : piece.text))
          .join('');
        const read = readExcerpt(headline);
        expect(read.map((piece) => piece.text).join('')).toBe(given.map((piece) => piece.text).join(''));
        expect(read.filter((piece) => piece.match)).toEqual(given.filter((piece) => piece.match));
      }),
    );
  });
});
