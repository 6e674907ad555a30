import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TranscriptView } from '#contracts';
import { type TestApi, testApi } from '../../../test/api.js';
import { finishedEpisode, said } from '../../../test/finished-episode.js';

let api: TestApi;
let episode: string;
beforeAll(async () => {
  api = await testApi();
  episode = `/api/v1/episodes/${(await finishedEpisode(api.backend, (await api.makeShow()).id)).id}`;
});
afterAll(() => api.close());

const text = async (path: string) => {
  const answer = await api.send(`${episode}/${path}`);
  return { type: answer.headers.get('content-type'), body: await answer.text() };
};

describe('the transcript', () => {
  it('has every word said, in source time', async () => {
    const view = await api.json<TranscriptView>('GET', `${episode}/transcript.json`);
    expect(view).toMatchObject({ time: 'source', language: 'en', timing: 'measured', paragraphs: [0, 7] });
    expect(view.words.map((word) => word.text)).toEqual(said);
  });

  it('has what listeners hear, in published time', async () => {
    const view = await api.json<TranscriptView>('GET', `${episode}/transcript.json?time=published`);
    expect(view.words.slice(0, 3).map(({ text, startMs, endMs }) => [text, startMs, endMs])).toEqual([
      ['So', 0, 400],
      ['welcome', 500, 900],
      ['to', 1000, 1400],
    ]);
    expect(view.paragraphs).toEqual([0, 6]);
  });

  it.each([
    ['transcript.vtt', 'text/vtt; charset=utf-8', /^WEBVTT\n[\s\S]*um welcome/],
    ['transcript.srt', 'application/x-subrip; charset=utf-8', /^1\n00:00:00,000 --> [\s\S]*um welcome/],
    ['transcript.txt', 'text/plain; charset=utf-8', /^So um welcome/],
    ['transcript.vtt?time=published', 'text/vtt; charset=utf-8', /^WEBVTT\n[\s\S]*So welcome/],
    ['transcript.txt?time=published', 'text/plain; charset=utf-8', /^So welcome/],
  ])('comes as %s', async (path, type, expected) => {
    const told = await text(path);
    expect(told.type).toBe(type);
    expect(told.body).toMatch(expected);
  });

  it('knows two times only', async () => {
    await api.json('GET', `${episode}/transcript.json?time=lunch`, undefined, 400);
  });
});
