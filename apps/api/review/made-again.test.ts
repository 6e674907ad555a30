import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChapterView, CutView, StageView, TranscriptView } from '#contracts';
import { addEpisode, chapterize, clean, loadArtifact, publish, transcribe } from '#pipeline';
import { type TestApi, testApi } from '../../../test/api.js';
import { edits, finishedEpisode, finishStage, transcript } from '../../../test/finished-episode.js';

let api: TestApi;
let showId: string;
beforeAll(async () => {
  api = await testApi();
  showId = (await api.makeShow()).id;
});
afterAll(() => api.close());

/** Nothing runs in these tests but what they finish: each stage that hangs on a decision is held back. */
const rejected = (episode: string) => api.json('POST', `${episode}/cuts/um-1`, { verdict: 'rejected' }, 202);
const newGlossaryTerm = () =>
  api.json('PUT', `/api/v1/shows/${showId}/glossary`, { term: `Reverb ${Math.random()}`, soundsLike: [] });

const pages = [
  'cuts',
  'chapters',
  'transcript.json?time=source',
  'transcript.json?time=published',
  'notes',
  'speakers',
  'passages',
  'waveform',
];
const files = ['transcript.vtt?time=published', 'transcript.srt?time=source', 'audio/rendered', 'memory'];

describe('while an episode is made again', () => {
  it('every page and file of it answers with what was made last', async () => {
    const { id } = await finishedEpisode(api.backend, showId);
    const episode = `/api/v1/episodes/${id}`;
    const before = new Map<string, object>();
    for (const page of pages) before.set(page, await api.json<object>('GET', `${episode}/${page}`));
    await newGlossaryTerm();
    await rejected(episode);
    for (const [page, answer] of before)
      expect(await api.json('GET', `${episode}/${page}`)).toEqual(
        isHeld(page) ? { ...answer, isOutdated: true } : answer,
      );
    for (const file of files) expect((await api.send(`${episode}/${file}`)).status).toBe(200);
    expect(await api.json('GET', episode)).toMatchObject({
      durationMs: transcript.words.at(-1)!.endMs + 100,
    });
  });

  it('its stages say that they have made something before', async () => {
    const { id } = await finishedEpisode(api.backend, showId);
    await rejected(`/api/v1/episodes/${id}`);
    const { stages } = await api.json<{ stages: StageView[] }>('GET', `/api/v1/episodes/${id}/stages`);
    expect(stages.every(({ hasMade }) => hasMade)).toBe(true);
    expect(stages.find(({ stage }) => stage === 'clean')?.state).not.toBe('done');
  });

  it('what was made last gives way to the new, and a stage after it follows in its time', async () => {
    const { id } = await finishedEpisode(api.backend, showId);
    const episode = `/api/v1/episodes/${id}`;
    await rejected(episode);
    await finishStage(api.backend, id, clean, { ...edits, cuts: [] });
    expect(await api.json('GET', `${episode}/cuts`)).toEqual({ profile: 'standard', cuts: [], removedMs: 0 });
    expect(await api.json('GET', `${episode}/chapters`)).toMatchObject({ isOutdated: true });
    const chapters = [
      { id: 'ch09', startMs: 0, title: 'Anew', titleBy: 'extractive' as const, keywords: [] },
    ];
    await finishStage(api.backend, id, chapterize, { chapters });
    const list = await api.json<{ chapters: ChapterView[] }>('GET', `${episode}/chapters`);
    expect(list.chapters).toMatchObject([{ id: 'ch09' }]);
  });

  it('cuts of the last list lie where they were in time, over the words of a newer transcript', async () => {
    const { id } = await finishedEpisode(api.backend, showId);
    const episode = `/api/v1/episodes/${id}`;
    await newGlossaryTerm();
    await api.backend.database.stageRun.updateMany({
      where: { episodeId: id, stage: transcribe.name },
      data: { key: `anew-${id}` },
    });
    const first = { text: 'Oh', startMs: 0, endMs: 10, confidence: 0.9 };
    const more = Array.from({ length: 5 }, () => first);
    await finishStage(api.backend, id, transcribe, { ...transcript, words: [...more, ...transcript.words] });
    const { cuts } = await api.json<{ cuts: CutView[] }>('GET', `${episode}/cuts`);
    expect(cuts).toMatchObject([{ id: 'um-1', text: 'um', words: { start: 6, end: 7 } }]);
    const heard = await api.json<TranscriptView>('GET', `${episode}/transcript.json?time=published`);
    expect(heard.words.map(({ text }) => text)).not.toContain('um');
    expect(heard).toMatchObject({ isOutdated: true });
  });

  it('decisions and the feed go by the newest alone, as before', async () => {
    const { id } = await finishedEpisode(api.backend, showId);
    const episode = `/api/v1/episodes/${id}`;
    await rejected(episode);
    for (const stage of [clean, publish]) expect(await loadArtifact(api.backend, id, stage)).toBeNull();
    await api.json('POST', `${episode}/publish`, undefined, 422);
    await api.json('GET', `${episode}/preflight`, undefined, 404);
    await finishStage(api.backend, id, clean, { ...edits, cuts: [] });
    await api.json('POST', `${episode}/cuts/um-1`, { verdict: 'accepted' }, 404);
  });
});

describe('before an episode is made for the first time', () => {
  it.each([
    ['cuts', 'There is no list of cuts for this episode yet.'],
    ['chapters', 'There is no list of chapters for this episode yet.'],
    ['transcript.json', 'There is no transcript for this episode yet.'],
    ['notes', 'There is no set of notes for this episode yet.'],
  ])('%s are not there', async (page, words) => {
    const source = await api.backend.objects.put(Buffer.from(`new ${page}`), 'audio/mpeg');
    const upload = { audio: { ...source, filename: 'a.mp3' }, transcript: null };
    const { id } = await addEpisode(api.backend, { showId, upload, filename: 'a.mp3' });
    expect(await api.json('GET', `/api/v1/episodes/${id}/${page}`, undefined, 404)).toMatchObject({
      detail: words,
    });
  });
});

/** The waveform hangs on nothing that was decided here. */
const isHeld = (page: string) => page !== 'waveform';
