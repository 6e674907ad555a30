import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WordingExamples } from '#contracts';
import { type TestApi, testApi } from '../../../test/api.js';
import { finishedEpisode } from '../../../test/finished-episode.js';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

describe("the host's wording", () => {
  it('is an example once the episode is published, until it is forgotten', async () => {
    const show = await api.makeShow();
    const path = `/api/v1/shows/${show.id}/examples`;
    const examples = () => api.json<WordingExamples>('GET', path);
    const none = { titles: [], descriptions: [], chapterTitles: [] };

    const episode = await finishedEpisode(api.backend, show.id, 'Rooms, five of them');
    expect(await examples()).toEqual(none);
    await api.json('POST', `/api/v1/episodes/${episode.id}/publish`);
    const written = [{ offered: 'The reverb test', written: 'Rooms, five of them' }];
    expect(await examples()).toEqual({ ...none, titles: written });

    await api.json('DELETE', path, undefined, 204);
    expect(await examples()).toEqual(none);
    const next = await finishedEpisode(api.backend, show.id, 'Another');
    await api.json('POST', `/api/v1/episodes/${next.id}/publish`);
    expect((await examples()).titles).toEqual([{ offered: 'The reverb test', written: 'Another' }]);
  });

  it('is known of no show that is not there', async () => {
    const missing = '/api/v1/shows/018f0000-0000-7000-8000-00000000dead/examples';
    expect((await api.send(missing)).status).toBe(404);
  });
});
