import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StageView } from '#contracts';
import { correctionId } from '#speech';
import { type TestApi, testApi } from '../../../test/api.js';
import { finishedEpisode } from '../../../test/finished-episode.js';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const id = correctionId({ startMs: 500, term: 'Meta', heard: 'Metta,', right: 'Meta' });

async function showWithMeta() {
  const { id: showId } = await api.makeShow();
  const glossary = `/api/v1/shows/${showId}/glossary`;
  await api.json('PUT', glossary, { term: 'Meta' });
  const episode = await finishedEpisode(api.backend, showId);
  const decide = (verdict: string, subject = id, status = 202) =>
    api.json<{ stages: StageView[] }>(
      'POST',
      `/api/v1/episodes/${episode.id}/corrections/${subject}`,
      { verdict },
      status,
    );
  const term = async () => (await api.json<{ terms: object[] }>('GET', glossary)).terms[0];
  return { decide, term, glossary };
}

it('teaches the glossary what is never to be put right, and forgets it again', async () => {
  const { decide, term, glossary } = await showWithMeta();
  const { stages } = await decide('rejected');
  expect(stages.find(({ stage }) => stage === 'transcribe')?.state).not.toBe('done');
  expect(await term()).toMatchObject({ term: 'Meta', never: ['metta'] });
  await decide('accepted');
  expect(await term()).toMatchObject({ soundsLike: ['metta'] });
  expect(await term()).not.toHaveProperty('never');
  await decide('rejected');
  expect(await term()).toMatchObject({ soundsLike: [], never: ['metta'] });
  await api.json('PUT', glossary, { term: 'Meta' });
  expect(await term()).not.toHaveProperty('never');
});

it('learns no everyday words as a way to say a name', async () => {
  const { decide, term } = await showWithMeta();
  await decide('accepted', correctionId({ startMs: 500, term: 'Meta', heard: 'met a', right: 'Meta' }));
  expect(await term()).toMatchObject({ soundsLike: [] });
});

it('must be named by an id', async () => {
  const { decide } = await showWithMeta();
  await decide('rejected', 'none', 404);
});
