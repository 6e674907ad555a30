import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChapterView, CutView, StageView } from '#contracts';
import { chapterize } from '#pipeline';
import { type TestApi, testApi } from '../../../test/api.js';
import { finishedEpisode, finishStage } from '../../../test/finished-episode.js';

let api: TestApi;
let showId: string;
beforeAll(async () => {
  api = await testApi();
  showId = (await api.makeShow()).id;
});
afterAll(() => api.close());

const newEpisode = async () => `/api/v1/episodes/${(await finishedEpisode(api.backend, showId)).id}`;
const runsAgain = (stages: StageView[]) =>
  stages.filter(({ state }) => state !== 'done').map(({ stage }) => stage);

describe('cuts', () => {
  it('are shown with the words they take and those around them', async () => {
    const list = await api.json<{ cuts: CutView[]; removedMs: number }>('GET', `${await newEpisode()}/cuts`);
    expect(list.removedMs).toBe(500);
    expect(list.cuts[0]).toMatchObject({
      text: 'um',
      before: 'So',
      after: 'welcome to the reverb test. We listen to',
      reason: 'A hesitation between two words.',
      confidence: 0.95,
    });
  });

  it('run again only what hangs on them when one is rejected', async () => {
    const episode = await newEpisode();
    const { stages } = await api.json<{ stages: StageView[] }>(
      'POST',
      `${episode}/cuts/um-1`,
      { verdict: 'rejected' },
      202,
    );
    expect(runsAgain(stages)).toContain('clean');
    expect(runsAgain(stages)).not.toContain('transcribe');
  });

  it('stand as before when a verdict is taken back: nothing has to run', async () => {
    const episode = await newEpisode();
    await api.json('POST', `${episode}/cuts/um-1`, { verdict: 'rejected' }, 202);
    const { stages } = await api.json<{ stages: StageView[] }>(
      'POST',
      `${episode}/cuts/um-1`,
      { verdict: 'restored' },
      202,
    );
    expect(runsAgain(stages)).toEqual([]);
  });

  it('can be made by hand, and the decision is kept with who made it', async () => {
    const episode = await newEpisode();
    const cut = { startMs: 2000, endMs: 2500, reason: 'A cough.' };
    const { id } = await api.json<{ id: string }>('POST', `${episode}/cuts`, cut, 201);
    const row = await api.backend.database.decision.findFirstOrThrow({ where: { subject: id } });
    expect(row).toMatchObject({
      kind: 'cut-made',
      by: 'host@showrunner.local',
      value: { ...cut, kind: 'cut-made', subject: id },
    });
  });

  it.each([
    ['end before it begins', { startMs: 10, endMs: 10 }, 400],
    ['begin after the end', { startMs: 6500, endMs: 7000 }, 422],
    ['begin before the beginning', { startMs: -1, endMs: 7000 }, 400],
  ])('cannot %s', async (_, cut, status) => {
    await api.json('POST', `${await newEpisode()}/cuts`, cut, status);
  });

  it('are decided many at once, all or none, and undone the same way', async () => {
    const episode = await newEpisode();
    const decide = (verdict: string, ids: string[], status = 202) =>
      api.json<{ stages: StageView[] }>(
        'POST',
        `${episode}/verdicts`,
        { verdicts: ids.map((cutId) => ({ cutId, verdict })) },
        status,
      );
    await decide('rejected', ['um-1', 'none'], 404);
    expect(runsAgain((await decide('rejected', ['um-1'])).stages)).toContain('clean');
    expect(runsAgain((await decide('restored', ['um-1'])).stages)).toEqual([]);
    const rows = await api.backend.database.decision.findMany({
      where: { episodeId: episode.split('/').at(-1), kind: 'cut' },
    });
    expect(rows).toHaveLength(2);
  });

  it('must exist', async () => {
    await api.json('POST', `${await newEpisode()}/cuts/none`, { verdict: 'rejected' }, 404);
  });
});

describe('chapters', () => {
  it('carry both times', async () => {
    const { chapters } = await api.json<{ chapters: ChapterView[] }>('GET', `${await newEpisode()}/chapters`);
    expect(chapters).toMatchObject([{ id: 'ch01', startMs: 0, publishedStartMs: 0, title: 'Reverb Test' }]);
  });

  it('say what the language model did not manage, and what was not believed', async () => {
    const { id } = await finishedEpisode(api.backend, showId);
    const { key } = await api.backend.database.stageRun.findFirstOrThrow({
      where: { episodeId: id, stage: chapterize.name },
    });
    await api.backend.database.artifact.delete({ where: { key: key ?? '' } });
    const told = {
      degraded: 'The language model did not answer.',
      dropped: [{ kind: 'title', text: 'Ten rooms', reason: 'nobody said ten' }],
    };
    const chapters = [
      { id: 'ch01', startMs: 0, title: 'Rooms', titleBy: 'extractive' as const, keywords: [] },
    ];
    await finishStage(api.backend, id, chapterize, { chapters, ...told });
    expect(await api.json('GET', `/api/v1/episodes/${id}/chapters`)).toMatchObject(told);
  });

  it('are added, renamed and taken out by decisions', async () => {
    const episode = await newEpisode();
    const put = await api.json<{ stages: StageView[] }>(
      'PUT',
      `${episode}/chapters/ch01`,
      { startMs: 0, title: 'Hello' },
      202,
    );
    expect(runsAgain(put.stages)).toContain('chapterize');
    expect(runsAgain(put.stages)).not.toContain('clean');
    await api.json('POST', `${episode}/chapters`, { startMs: 3500, title: 'Five rooms' }, 201);
    await api.json('DELETE', `${episode}/chapters/ch01`, undefined, 202);
    const rows = await api.backend.database.decision.findMany({
      where: { episodeId: episode.split('/').at(-1), kind: 'chapter' },
      orderBy: { id: 'asc' },
    });
    expect(rows.map(({ value }) => (value as { chapter: { title: string } | null }).chapter?.title)).toEqual([
      'Hello',
      'Five rooms',
      undefined,
    ]);
  });
});
