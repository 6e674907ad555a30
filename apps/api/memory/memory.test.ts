import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EpisodeMemory, Sentence, TopicList } from '#contracts';
import { createEmbedder, type Embedder, packVector } from '#language';
import { chapterize } from '#pipeline';
import { type TestApi, testApi } from '../../../test/api.js';
import { finishedEpisode, finishStage, projectWords } from '../../../test/finished-episode.js';

let api: TestApi;
let embedder: Embedder;
let show: { id: string };
const sponsor = 'This episode is brought to you by flour that is milled slowly in the old town.';
const talks = {
  first: [
    'Welcome, today we bake.',
    sponsor,
    'A sourdough starter is flour and water in which wild yeast lives, and it wants to be fed.',
    'Feed the sourdough starter twice a day until it doubles within six hours.',
  ],
  second: [
    'Welcome back to the kitchen.',
    sponsor,
    'My sourdough starter died last week because nobody fed the wild yeast in it with new flour.',
    'So I began another sourdough starter with rye, and it rose after three days.',
  ],
};
const ids: Record<string, string> = {};

async function speak(title: string, texts: string[]): Promise<string> {
  const episode = await finishedEpisode(api.backend, show.id, title);
  const vectors = await embedder.embed(texts);
  const sentences = texts.map(
    (text, i): Sentence => ({
      id: `s000${i + 1}`,
      text,
      startMs: i * 30_000,
      endMs: i * 30_000 + 25_000,
      wordStart: 0,
      wordEnd: 0,
      paragraph: 0,
      cue: 0,
      pauseBeforeMs: 0,
      vector: packVector(vectors[i]!),
    }),
  );
  await projectWords(api.backend, episode.id, sentences);
  await finishStage(api.backend, episode.id, chapterize, {
    chapters: [
      {
        id: 'ch01',
        startMs: 0,
        title: `${title} one`,
        titleBy: 'extractive',
        keywords: ['sourdough starter', 'kitchen'],
      },
    ],
  });
  return episode.id;
}

beforeAll(async () => {
  api = await testApi();
  embedder = createEmbedder();
  show = await api.makeShow();
  ids.first = await speak('First', talks.first);
  ids.second = await speak('Second', talks.second);
  ids.again = await speak('Again', [...talks.first, 'And that is all for today.']);
});
afterAll(async () => {
  await embedder.close();
  await api.close();
});

const memory = (id: string | undefined) => api.json<EpisodeMemory>('GET', `/api/v1/episodes/${id}/memory`);

describe('memory of a show', () => {
  it('knows an episode that is nearly the same', async () => {
    const { duplicates } = await memory(ids.again);
    expect(duplicates).toMatchObject([{ episodeId: ids.first, episodeTitle: 'First' }]);
    expect(duplicates[0]?.likeness).toBeGreaterThan(0.6);
    expect((await memory(ids.second)).duplicates).toEqual([]);
  });

  it('finds what was said before, word for word', async () => {
    const { repeated } = await memory(ids.second);
    expect(repeated).toMatchObject([{ startMs: 30_000, endMs: 55_000 }]);
    expect(repeated[0]?.seenIn.find(({ episodeId }) => episodeId === ids.first)).toEqual({
      episodeId: ids.first,
      episodeTitle: 'First',
      startMs: 30_000,
    });
  });

  it('says where an earlier episode spoke of a chapter’s subject, never a later one', async () => {
    const { before } = await memory(ids.second);
    expect(before).toMatchObject([
      { chapterId: 'ch01', moments: [{ episodeId: ids.first, about: 'sourdough starter' }] },
    ]);
    expect(before[0]?.moments[0]?.text).toMatch(/sourdough starter/);
    expect((await memory(ids.first)).before).toEqual([]);
  });

  it('lists what the show comes back to', async () => {
    const { topics } = await api.json<TopicList>('GET', `/api/v1/shows/${show.id}/topics`);
    expect(topics.map(({ name, chapters }) => [name, chapters.length])).toEqual([
      ['sourdough starter', 3],
      ['kitchen', 3],
    ]);
    expect(topics[0]?.chapters[0]).toMatchObject({ episodeId: ids.again, chapterTitle: 'Again one' });
  });

  it('is empty for a show and an episode of which nothing is known, and 404 where there is none', async () => {
    const empty = await api.makeShow();
    const silent = await finishedEpisode(api.backend, empty.id);
    expect(await memory(silent.id)).toEqual({ duplicates: [], repeated: [], before: [] });
    const missing = '018f0000-0000-7000-8000-00000000dead';
    expect((await api.send(`/api/v1/episodes/${missing}/memory`)).status).toBe(404);
    expect((await api.send(`/api/v1/shows/${missing}/topics`)).status).toBe(404);
  });
});
