import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PassageList, Repeats } from '#contracts';
import { addEpisode, compare } from '#pipeline';
import { type TestApi, testApi } from '../../../test/api.js';
import { finishedEpisode, finishStage } from '../../../test/finished-episode.js';

let api: TestApi;
let showId: string;
beforeAll(async () => {
  api = await testApi();
  showId = (await api.makeShow()).id;
});
afterAll(() => api.close());

const passages = (id: string) => api.json<PassageList>('GET', `/api/v1/episodes/${id}/passages`);
async function episodeWith(repeats: Repeats) {
  const episode = await finishedEpisode(api.backend, showId, 'Later');
  await api.backend.database.artifact.deleteMany({ where: { stage: compare.name } });
  await finishStage(api.backend, episode.id, compare, repeats);
  return episode.id;
}

describe('repeated passages', () => {
  it('carry both times and the names of the episodes that have them too', async () => {
    const earlier = await finishedEpisode(api.backend, showId, 'Earlier');
    const seenIn = [earlier.id, '00000000-0000-4000-8000-000000000000'];
    const id = await episodeWith({
      repeated: [{ kind: 'ad', startMs: 2000, endMs: 6000, seenIn }],
      sameAs: [],
    });
    expect(await passages(id)).toEqual({
      passages: [
        {
          ...{ kind: 'ad', startMs: 2000, endMs: 6000, publishedStartMs: 1500, publishedEndMs: 5500 },
          seenIn: [{ id: earlier.id, title: 'Earlier' }],
        },
      ],
      sameAs: [],
    });
  });

  it('say that the same recording was handed in before: in another format, or the very same file', async () => {
    const earlier = await finishedEpisode(api.backend, showId, 'Earlier');
    const id = await episodeWith({ repeated: [], sameAs: [earlier.id] });
    expect((await passages(id)).sameAs).toEqual([{ id: earlier.id, title: 'Earlier' }]);

    const { upload } = await api.backend.database.episode.findUniqueOrThrow({ where: { id } });
    const again = await addEpisode(api.backend, {
      ...{ showId, filename: 'Again.mp3', title: 'Again' },
      upload: upload as Parameters<typeof addEpisode>[1]['upload'],
    });
    const { sameAs } = await passages(again.id);
    expect(sameAs.map((same) => same.title)).toEqual(['Later', 'Earlier']);
  });

  it('are told to be on their way while nothing was compared', async () => {
    const { upload } = await api.backend.database.episode.findFirstOrThrow({ where: { showId } });
    const waiting = await addEpisode(api.backend, {
      ...{ showId, filename: 'New.mp3' },
      upload: {
        ...(upload as Parameters<typeof addEpisode>[1]['upload']),
        audio: { sha256: 'a'.repeat(64), bytes: 1, type: 'audio/mpeg', filename: 'New.mp3' },
      },
    });
    await api.json('GET', `/api/v1/episodes/${waiting.id}/passages`, undefined, 404);
  });
});
