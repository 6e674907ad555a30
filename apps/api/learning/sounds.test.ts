import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cut, CutView, ScanView, SoundView, StageView } from '#contracts';
import { addEpisode, clean, scanEpisode } from '#pipeline';
import { reviewPolicyAllows } from '../../../libs/pipeline/release/review-policy.js';
import { readGivens } from '../../../libs/pipeline/runner/givens.js';
import { type TestApi, testApi } from '../../../test/api.js';
import { edits, finishedEpisode, finishStage } from '../../../test/finished-episode.js';
import { roomWithChimes } from '../../../test/room-with-chimes.js';

let api: TestApi;
let bad: Awaited<ReturnType<typeof showWithChimes>>;
beforeAll(async () => {
  api = await testApi();
  bad = await showWithChimes();
});
afterAll(() => api.close());

/** A show with an earlier episode that has two chimes, and a later one with one, at 5 s. */
async function showWithChimes() {
  const { id: showId } = await api.makeShow();
  const earlier = await finishedEpisode(api.backend, showId, 'Earlier', roomWithChimes(9, 21));
  const marked = await finishedEpisode(api.backend, showId, 'Marked', roomWithChimes(5));
  const path = `/api/v1/shows/${showId}/sounds`;
  const ping = { episodeId: marked.id, startMs: 5000, endMs: 5500, name: 'Ping', verdict: 'notification' };
  return { showId, path, earlier, marked, ping };
}
const stagesOf = async (episodeId: string) => {
  const { stages } = await api.json<{ stages: StageView[] }>('GET', `/api/v1/episodes/${episodeId}/stages`);
  return stages.filter(({ state }) => state !== 'done').map(({ stage }) => stage);
};

it('teaches a sound from a marked span to that episode and to later ones, not to earlier ones', async () => {
  const { showId, path, earlier, marked, ping } = await showWithChimes();
  const sound = await api.json<SoundView>('POST', path, ping, 201);
  expect(sound).toMatchObject({
    name: 'Ping',
    verdict: 'notification',
    origin: 'taught',
    durationMs: 500,
    from: { episodeId: marked.id, startMs: 5000, endMs: 5500, episodeTitle: 'Marked' },
  });
  const upload = { audio: null, transcript: null };
  const later = await addEpisode(api.backend, { showId, upload, filename: 'later' });
  const known = async (id: string) =>
    (await api.backend.database.$transaction((tx) => readGivens(tx, id))).givens.sounds;
  for (const { id } of [marked, later]) expect(await known(id)).toMatchObject([{ name: 'Ping' }]);
  expect(await known(earlier.id)).toEqual([]);
  expect(await stagesOf(marked.id)).toContain('listen');
  expect(await stagesOf(marked.id)).not.toContain('transcribe');
  expect(await stagesOf(earlier.id)).toEqual([]);
});

it('scans an earlier episode when asked, changes nothing by it, and then proposes what it found', async () => {
  const { showId, path, earlier, ping } = await showWithChimes();
  const { id: soundId } = await api.json<SoundView>('POST', path, ping, 201);
  const scans = async (method = 'GET', what = 'scan') => {
    const body = method === 'POST' ? {} : undefined;
    const { episodes } = await api.json<{ episodes: ScanView[] }>(method, `${path}/${what}`, body);
    return episodes.map(({ title, state, matches }) => ({ title, state, matches }));
  };
  expect(await scans()).toEqual([{ title: 'Earlier', state: 'new', matches: 0 }]);
  expect(await scans('POST')).toEqual([{ title: 'Earlier', state: 'scanning', matches: 0 }]);

  await scanEpisode(api.backend, earlier.id, new AbortController().signal);
  expect(await scans()).toEqual([{ title: 'Earlier', state: 'found', matches: 2 }]);
  expect(await stagesOf(earlier.id)).toEqual([]);
  const { sounds } = await api.json<{ sounds: SoundView[] }>('GET', path);
  expect(sounds[0]?.found).toEqual({ episodes: 1, times: 2 });

  expect(await scans('POST', 'proposals')).toEqual([{ title: 'Earlier', state: 'proposed', matches: 0 }]);
  expect(await stagesOf(earlier.id)).toContain('clean');
  expect(await stagesOf(earlier.id)).not.toContain('listen');
  const proposed = await api.backend.database.decision.findMany({
    where: { episodeId: earlier.id, kind: 'cut-proposed' },
  });
  expect(proposed.map(({ value }) => value)).toMatchObject([
    { subject: expect.stringContaining(soundId), reason: 'Sounds like “Ping”, which you taught.' },
    { subject: expect.stringContaining(soundId) },
  ]);

  await api.json('PATCH', `/api/v1/shows/${showId}`, { review: 'publish' });
  const heard = { ...edits.cuts[0], id: proposed[0]?.subject ?? '', state: 'proposed' } as Cut;
  await finishStage(api.backend, earlier.id, clean, { ...edits, cuts: [...edits.cuts, heard] });
  expect(await reviewPolicyAllows(api.backend, earlier.id)).toBe(false);
});

it('proposes nothing where a cut is known', async () => {
  const { path, earlier, ping } = await showWithChimes();
  await api.json<SoundView>('POST', path, ping, 201);
  const cut: Partial<CutView> = { startMs: 8900, endMs: 9600 };
  const { key } = await api.backend.database.stageRun.findFirstOrThrow({
    where: { episodeId: earlier.id, stage: 'clean' },
  });
  await api.backend.database.artifact.delete({ where: { key: key ?? '' } });
  const cuts = edits.cuts.map((known) => ({ ...known, ...cut }));
  await finishStage(api.backend, earlier.id, clean, { ...edits, cuts });
  await api.json('POST', `${path}/scan`, {});
  await scanEpisode(api.backend, earlier.id, new AbortController().signal);
  const { episodes } = await api.json<{ episodes: ScanView[] }>('GET', `${path}/scan`);
  expect(episodes).toMatchObject([{ state: 'found', matches: 1 }]);
});

it('is renamed, turned into one to keep, and forgotten', async () => {
  const { path, marked, ping } = await showWithChimes();
  const { id } = await api.json<SoundView>('POST', path, ping, 201);
  const kept = await api.json<SoundView>('PATCH', `${path}/${id}`, { name: 'Jingle', verdict: 'keep' });
  expect(kept).toMatchObject({ name: 'Jingle', verdict: 'keep' });
  expect((await api.json<{ episodes: ScanView[] }>('GET', `${path}/scan`)).episodes).toEqual([]);
  await api.json('DELETE', `${path}/${id}`, undefined, 204);
  expect(await api.json('GET', path)).toEqual({ sounds: [] });
  expect(await stagesOf(marked.id)).toEqual([]); // as it was before the sound was taught
});

it.each([
  ['of another show', { episodeId: '0190a000-0000-7000-8000-000000000000' }, 404],
  ['that is only a click', { startMs: 5000, endMs: 5010 }, 422],
  ['after the end of the recording', { startMs: 90_000, endMs: 91_000 }, 422],
  ['that ends before it begins', { startMs: 5000, endMs: 4000 }, 400],
])('cannot be a sound %s', async (_, part, status) => {
  const { path, ping } = bad;
  await api.json('POST', path, { ...ping, ...part }, status);
});
