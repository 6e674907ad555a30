import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cut, HeardSoundView, ScanView, SoundEvent, SoundView } from '#contracts';
import { clean, listen, scanEpisode } from '#pipeline';
import { bankSounds } from '../../../libs/pipeline/sounds/bank-episode.js';
import { type TestApi, testApi } from '../../../test/api.js';
import { edits, finishedEpisode, finishStage } from '../../../test/finished-episode.js';
import { roomWithChimes } from '../../../test/room-with-chimes.js';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const soundAt = (seconds: number) => ({ startMs: seconds * 1000, endMs: seconds * 1000 + 500 });

/** A show whose first episode rang unnoticed at 25 s, and whose second one was cleaned of the chime at 5 s. */
async function showThatRang() {
  const { id: showId } = await api.makeShow();
  const earlier = await finishedEpisode(api.backend, showId, 'Earlier', roomWithChimes(25));
  const rang = await finishedEpisode(api.backend, showId, 'Rang', roomWithChimes(5));
  const about = { confidence: 0.9, ...soundAt(5) };
  const event: SoundEvent = { ...about, kind: 'unknown', mode: 'gap', evidence: ['sound-model'] };
  await finishStage(api.backend, rang.id, listen, { events: [event], music: [] });
  const cut: Cut = {
    ...{ id: 'chime', kind: 'notification', sub: 'sound', action: 'cut', state: 'auto', ...about },
    ...{ reason: 'A sound in a pause.', evidence: ['sound'], decidedBy: 'machine' },
  };
  await finishStage(api.backend, rang.id, clean, { ...edits, cuts: [cut] });
  await bankSounds(api.backend, rang.id);
  return { showId, path: `/api/v1/shows/${showId}`, earlier, rang };
}
const heard = async (path: string) =>
  (await api.json<{ sounds: HeardSoundView[] }>('GET', `${path}/heard-sounds`)).sounds;

it('lists what earlier episodes have, apart from the sounds that the host marked', async () => {
  const { path, rang } = await showThatRang();
  expect(await heard(path)).toMatchObject([
    {
      ...{ standing: 'sure', durationMs: 500, episodes: 1 },
      places: [{ episodeId: rang.id, episodeTitle: 'Rang', ...soundAt(5), standing: 'sure' }],
    },
  ]);
  expect(await api.json('GET', `${path}/sounds`)).toEqual({ sounds: [] });
});

it('becomes a sound of the show by the host’s word', async () => {
  const { path, rang } = await showThatRang();
  const [sound] = await heard(path);
  const verdict = { verdict: 'notification' };
  const known = await api.json<SoundView>('POST', `${path}/heard-sounds/${sound?.id}`, verdict, 201);
  expect(known).toMatchObject({ name: 'Heard in Rang', origin: 'learned', from: { episodeId: rang.id } });
  expect(await heard(path)).toEqual([]);
  await api.json('POST', `${path}/heard-sounds/${sound?.id}`, verdict, 404);
});

it('is forgotten alone, and with all others', async () => {
  const { path } = await showThatRang();
  const [sound] = await heard(path);
  await api.json('DELETE', `${path}/heard-sounds/${sound?.id}`, undefined, 204);
  expect(await heard(path)).toEqual([]);
  const other = await showThatRang();
  await api.json('DELETE', `${other.path}/heard-sounds`, undefined, 204);
  expect(await heard(other.path)).toEqual([]);
});

it('is offered to episodes that were made before, and proposed there with the place where it was heard', async () => {
  const { path, earlier } = await showThatRang();
  const scans = async (method: string, what: string) => {
    const body = method === 'POST' ? {} : undefined;
    const { episodes } = await api.json<{ episodes: ScanView[] }>(method, `${path}/sounds/${what}`, body);
    return episodes.map(({ title, state, matches }) => [title, state, matches]);
  };
  expect(await scans('GET', 'scan')).toEqual([['Earlier', 'new', 0]]);
  await scans('POST', 'scan');
  await scanEpisode(api.backend, earlier.id, new AbortController().signal);
  expect(await scans('GET', 'scan')).toEqual([['Earlier', 'found', 1]]);
  await scans('POST', 'proposals');
  const [asked] = await api.backend.database.decision.findMany({
    where: { episodeId: earlier.id, kind: 'cut-proposed' },
  });
  expect(asked?.value).toMatchObject({ reason: 'Heard before in “Rang” at 0:05.' });
});
