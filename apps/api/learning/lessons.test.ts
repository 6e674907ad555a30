import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cut, LessonView } from '#contracts';
import { addEpisode, clean } from '#pipeline';
import { readGivens } from '../../../libs/pipeline/runner/givens.js';
import { type TestApi, testApi } from '../../../test/api.js';
import { edits, finishedEpisode, finishStage } from '../../../test/finished-episode.js';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const base = edits.cuts[0] as Cut;
const host = { state: 'rejected', decidedBy: 'host' } as const;
/** Four times “welcome”, three of them put back; and an “um” that nobody touched. */
const cuts: Cut[] = [
  base,
  ...[2, 3, 4, 5].map(
    (n): Cut => ({
      ...base,
      id: `like-${n}`,
      sub: 'like',
      startMs: n * 500,
      endMs: n * 500 + 400,
      words: { start: 2, end: 3 },
      ...(n > 2 && host),
    }),
  ),
];

/** A published episode with those cuts. */
async function publishedEpisode(showId: string) {
  const { id: episodeId } = await finishedEpisode(api.backend, showId);
  const where = { episodeId_stage: { episodeId, stage: clean.name } };
  const { key } = await api.backend.database.stageRun.findUniqueOrThrow({ where });
  await api.backend.database.artifact.delete({ where: { key: key ?? '' } });
  await finishStage(api.backend, episodeId, clean, { ...edits, cuts });
  await api.json('POST', `/api/v1/episodes/${episodeId}/publish`);
  return episodeId;
}
const learnedBy = async (episodeId: string) =>
  (await api.backend.database.$transaction((tx) => readGivens(tx, episodeId))).givens.learned;
const nothing = { shifts: [], neverCut: [] };

it('teaches later episodes what became of published cuts, shows it, and forgets it when told', async () => {
  const { id: showId } = await api.makeShow();
  const lessons = `/api/v1/shows/${showId}/lessons`;
  expect(await api.json('GET', lessons)).toEqual({ lessons: [] });
  const upload = { audio: null, transcript: null };
  const before = await addEpisode(api.backend, { showId, upload, filename: 'before' });
  const published = await publishedEpisode(showId);
  const after = await addEpisode(api.backend, { showId, upload, filename: 'after' });

  const told = await api.json<{ lessons: LessonView[] }>('GET', lessons);
  expect(told.lessons).toMatchObject([
    { id: 'sort:filler:like', left: 1, rejected: 3, effect: 'only-proposed', auto: { usual: 0.6 } },
    { id: 'sort:filler:um', left: 1, rejected: 0, effect: 'nothing' },
  ]);
  expect(await learnedBy(after.id)).toMatchObject({ shifts: [{ sub: 'like' }], neverCut: [] });
  expect(await learnedBy(before.id)).toEqual(nothing);
  expect(await learnedBy(published)).toEqual(nothing);

  await api.json('DELETE', `${lessons}/sort:filler:like`, undefined, 204);
  const left = await api.json<{ lessons: LessonView[] }>('GET', lessons);
  expect(left.lessons.map(({ id }) => id)).toEqual(['sort:filler:um']);
  expect(await learnedBy(after.id)).toMatchObject({ shifts: [{ sub: 'like' }] }); // it was handed in before
  const later = await addEpisode(api.backend, { showId, upload, filename: 'later' });
  expect(await learnedBy(later.id)).toEqual(nothing);
  await api.json('DELETE', `${lessons}/sort:filler:like`, undefined, 404);
});
