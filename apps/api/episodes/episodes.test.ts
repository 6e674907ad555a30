import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EpisodeView, Notes, Problem, StageView } from '#contracts';
import { ingest } from '#pipeline';
import { type TestApi, testApi } from '../../../test/api.js';
import { finishedEpisode } from '../../../test/finished-episode.js';
import { episodeStatus, overallProgress } from './episode-status.js';

let api: TestApi;
let showId: string;
beforeAll(async () => {
  api = await testApi();
  showId = (await api.makeShow()).id;
});
afterAll(() => api.close());

const read = (id: string) => api.json<EpisodeView>('GET', `/api/v1/episodes/${id}`);

describe('episodeStatus', () => {
  const run = (state: string, retryAt: Date | null = null) => ({ state, retryAt });
  it.each([
    ['processing', [], undefined],
    ['processing', [run('done'), run('running')], undefined],
    ['processing', [run('done'), run('failed', new Date())], undefined],
    ['failed', [run('done'), run('failed')], undefined],
    ['review', [run('done'), run('done')], undefined],
    ['published', [run('running')], { withdrawn: false }],
    ['withdrawn', [run('done')], { withdrawn: true }],
  ])('is %s', (status, runs, latest) => {
    expect(episodeStatus(runs, latest)).toBe(status);
  });

  it('counts a running stage by its progress', () => {
    const runs = [
      { state: 'done', progress: 1 },
      { state: 'running', progress: 0.5 },
      { state: 'waiting', progress: 0 },
    ];
    expect(overallProgress(runs)).toBe(0.5);
  });
});

describe('an episode', () => {
  it('waits for review once every stage is done, and is listed newest first', async () => {
    const first = await finishedEpisode(api.backend, showId);
    const second = await finishedEpisode(api.backend, showId);
    expect(await read(first.id)).toMatchObject({
      status: 'review',
      progress: 1,
      durationMs: 6500,
      hasAudio: true,
    });
    const { episodes } = await api.json<{ episodes: EpisodeView[] }>(
      'GET',
      `/api/v1/episodes?showId=${showId}&pageSize=2`,
    );
    expect(episodes.map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  it('tells its stages in the order of the pipeline', async () => {
    const { id } = await finishedEpisode(api.backend, showId);
    const { stages } = await read(id);
    expect(stages.map(({ stage }) => stage)).toEqual(api.backend.pipeline.stages.map(({ name }) => name));
  });

  it('says how long its stages and the whole of it still take', async () => {
    const { id } = await finishedEpisode(api.backend, showId);
    expect(await read(id)).toMatchObject({ etaMs: 0 });
    const set = (stage: string, data: object) =>
      api.backend.database.stageRun.update({ where: { episodeId_stage: { episodeId: id, stage } }, data });
    await set('summarize', { state: 'running', etaMs: 4_000, expectedMs: 9_000 });
    await set('publish', { state: 'waiting', expectedMs: 1_000, expectedCost: 0.5 });
    const { stages, etaMs } = await read(id);
    expect(etaMs).toBe(5_000);
    expect(stages.slice(-2)).toMatchObject([
      { stage: 'summarize', etaMs: 4_000, expectedMs: 9_000, expectedCost: null },
      { stage: 'publish', etaMs: 5_000, expectedMs: 1_000, expectedCost: 0.5 },
    ]);
  });

  it('can be described by the host, with people the show did not know', async () => {
    const { id } = await finishedEpisode(api.backend, showId);
    const people = [{ name: 'Grace Hopper', role: 'guest' }];
    const after = await api.json<EpisodeView>('PATCH', `/api/v1/episodes/${id}`, {
      title: 'Mine',
      season: 2,
      number: 7,
      people,
    });
    expect(after).toMatchObject({ title: 'Mine', givenTitle: 'Mine', season: 2, number: 7, people });
    const back = await api.json<EpisodeView>('PATCH', `/api/v1/episodes/${id}`, { title: null, people: [] });
    expect(back).toMatchObject({ givenTitle: null, people: [] });
  });

  it('says why a stage failed and what to do, and runs it again when asked', async () => {
    const { id } = await finishedEpisode(api.backend, showId);
    await api.backend.database.stageRun.update({
      where: { episodeId_stage: { episodeId: id, stage: ingest.name } },
      data: {
        state: 'failed',
        key: 'x',
        failureClass: 'input',
        failure: 'Not audio.',
        remedy: 'Upload audio.',
      },
    });
    const failed = await read(id);
    expect(failed.status).toBe('failed');
    expect(failed.stages[0]?.failure).toEqual({
      failureClass: 'input',
      cause: 'Not audio.',
      remedy: 'Upload audio.',
      retryAt: null,
    });
    const { stages } = await api.json<{ stages: StageView[] }>(
      'POST',
      `/api/v1/episodes/${id}/retry`,
      undefined,
      202,
    );
    expect(stages[0]?.failure).toBeNull();
  });

  it('is gone after deletion, and so is its place on the feed', async () => {
    const show = await api.makeShow();
    const { id } = await finishedEpisode(api.backend, show.id);
    await api.json('POST', `/api/v1/episodes/${id}/publish`);
    await api.json('DELETE', `/api/v1/episodes/${id}`, undefined, 204);
    await api.json('GET', `/api/v1/episodes/${id}`, undefined, 404);
    expect(await (await fetch(`${api.address}/feeds/${show.slug}.xml`)).text()).not.toContain('<item>');
  });

  it('has notes that say who wrote them', async () => {
    const { id } = await finishedEpisode(api.backend, showId);
    expect((await api.json<Notes>('GET', `/api/v1/episodes/${id}/notes`)).by).toBe('extractive');
  });

  it('answers what is not made yet with where to look', async () => {
    const { id } = await finishedEpisode(api.backend, showId);
    await api.backend.database.stageRun.updateMany({
      where: { episodeId: id },
      data: { state: 'waiting', madeKey: null },
    });
    for (const part of [
      'notes',
      'cuts',
      'chapters',
      'transcript.json',
      'transcript.vtt',
      'waveform',
      'audio/rendered',
      'preflight',
    ]) {
      const problem = await api.json<Problem>('GET', `/api/v1/episodes/${id}/${part}`, undefined, 404);
      expect(problem.remedy).toContain('stage');
    }
  });
});
