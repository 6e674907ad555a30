import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem, SpeakerView, StageView, Transcript } from '#contracts';
import { transcribe } from '#pipeline';
import { readGivens } from '../../../libs/pipeline/runner/givens.js';
import { knownVoices } from '../../../libs/pipeline/voices/known-voices.js';
import { type TestApi, testApi } from '../../../test/api.js';
import { finishedEpisode, finishStage, transcript } from '../../../test/finished-episode.js';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

/** A voice that is like itself and no other of these. */
const voice = (seed: number) =>
  Buffer.from(Int8Array.from({ length: 192 }, (_, i) => (i % 4 === seed ? 100 : 3)).buffer).toString(
    'base64',
  );

const twoSpeakers = (recognised?: string): Transcript => ({
  ...transcript,
  words: transcript.words.map((word, i) => ({ ...word, speaker: i < 7 ? 'Speaker 1' : 'Speaker 2' })),
  speakers: [0, 1].map((i) => ({
    id: `voice-${i + 1}`,
    name: recognised && i === 0 ? recognised : `Speaker ${i + 1}`,
    by: 'voice',
    named: recognised !== undefined && i === 0,
    ...(recognised && i === 0 && { recognised: { person: recognised, likeness: 0.93 } }),
    vector: voice(i),
    spokenMs: 2000,
    sample: { startMs: i * 3500, endMs: i * 3500 + 2000 },
  })),
});

async function newEpisode(showId: string, title: string, recognised?: string) {
  const { id } = await finishedEpisode(api.backend, showId, title);
  await finishStage(api.backend, id, transcribe, twoSpeakers(recognised));
  return { id, path: `/api/v1/episodes/${id}` };
}
type List = { speakers: SpeakerView[]; people: string[]; remembers: boolean };
const read = (path: string) => api.json<List>('GET', `${path}/speakers`);
const name = (path: string, person: string | null, id = 'voice-1') =>
  api.json<{ stages: StageView[] }>('PUT', `${path}/speakers`, { speakers: [{ id, person }] }, 202);
const voicesOf = async (showId: string) =>
  (await api.json<{ voices: { name: string; personId: string }[] }>('GET', `/api/v1/shows/${showId}/voices`))
    .voices;

describe('speakers', () => {
  it('are shown with where they can be heard, without how they sound', async () => {
    const { id: showId } = await api.makeShow();
    const { path } = await newEpisode(showId, 'One');
    const { speakers, remembers } = await read(path);
    expect(speakers).toHaveLength(2);
    expect(speakers[1]).toMatchObject({
      name: 'Speaker 2',
      named: false,
      sample: { startMs: 3500, endMs: 5500 },
      likely: null,
    });
    expect(JSON.stringify(speakers)).not.toContain('vector');
    expect(remembers).toBe(true);
  });

  it('are named by the host: the words follow, and later episodes know the voice', async () => {
    const { id: showId } = await api.makeShow();
    const there = await newEpisode(showId, 'Already there');
    const { id, path } = await newEpisode(showId, 'One');
    const { stages } = await name(path, 'Ada Lovelace');
    expect(stages.find(({ stage }) => stage === 'transcribe')?.state).not.toBe('done');
    const row = await api.backend.database.decision.findFirstOrThrow({ where: { episodeId: id } });
    expect(row.value).toEqual({ kind: 'speaker', subject: 'voice-1', person: 'Ada Lovelace' });
    expect(await voicesOf(showId)).toMatchObject([{ name: 'Ada Lovelace', episodes: 1 }]);

    const later = await newEpisode(showId, 'Two');
    const { database } = api.backend;
    expect(await knownVoices(database, later.id)).toEqual([{ person: 'Ada Lovelace', vector: voice(0) }]);
    expect(await knownVoices(database, there.id)).toEqual([]);
    const { speakers, people } = await read(there.path);
    expect(speakers[0]?.likely).toMatchObject({ person: 'Ada Lovelace' });
    expect(speakers[1]?.likely).toBeNull();
    expect(people).toContain('Ada Lovelace');
  });

  it('lose a name that was wrong, and the voice that was kept with it', async () => {
    const { id: showId } = await api.makeShow();
    const { id, path } = await newEpisode(showId, 'One');
    await name(path, 'Ada Lovelace');
    await finishStage(api.backend, id, transcribe, twoSpeakers('Ada Lovelace'));
    await name(path, null);
    expect(await voicesOf(showId)).toEqual([]);
  });

  it('keep the names they were known by when the voice is forgotten', async () => {
    const { id: showId } = await api.makeShow();
    await name((await newEpisode(showId, 'One')).path, 'Ada Lovelace');
    const { id } = await newEpisode(showId, 'Two', 'Ada Lovelace');
    const [known] = await voicesOf(showId);
    await api.json('DELETE', `/api/v1/shows/${showId}/voices/${known?.personId}`, undefined, 204);
    expect(await voicesOf(showId)).toEqual([]);
    const { givens } = await api.backend.database.$transaction((tx) => readGivens(tx, id));
    expect(givens['decisions:speaker']).toEqual([
      { kind: 'speaker', subject: 'voice-1', person: 'Ada Lovelace' },
    ]);
  });

  it('that the episode does not have cannot be named', async () => {
    const { id: showId } = await api.makeShow();
    const { path } = await newEpisode(showId, 'One');
    const names = { speakers: [{ id: 'voice-9', person: 'Ada' }] };
    const problem = await api.json<Problem>('PUT', `${path}/speakers`, names, 422);
    expect(problem.detail).toContain('voice-9');
  });
});
