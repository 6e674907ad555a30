import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../../test/api.js';
import { finishedEpisode } from '../../../test/finished-episode.js';
import { typeOfFilename } from './audio-type.js';
import { reducePeaks } from './waveform.js';

let api: TestApi;
let episode: Awaited<ReturnType<typeof finishedEpisode>>;
beforeAll(async () => {
  api = await testApi();
  episode = await finishedEpisode(api.backend, (await api.makeShow()).id);
});
afterAll(() => api.close());

const get = (which: string, headers: Record<string, string> = {}, method = 'GET') =>
  api.send(`/api/v1/episodes/${episode.id}/audio/${which}`, { method, headers });
const bytes = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

describe('audio for the dashboard', () => {
  it('is the recording as it came and the cleaned audio', async () => {
    expect((await bytes(await get('source'))).equals(episode.audio)).toBe(true);
    const rendered = await get('rendered');
    expect(rendered.headers.get('content-type')).toBe('audio/mpeg');
    expect((await bytes(rendered)).equals(episode.rendered)).toBe(true);
  });

  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=0-1', 0, 1],
    ['bytes=500-', 500, 99_999],
    ['bytes=-500', 99_500, 99_999],
    ['bytes=99990-200000', 99_990, 99_999],
    ['bytes=-200000', 0, 99_999],
  ])('gives the part that %s asks for', async (range, start, end) => {
    const part = await get('source', { range });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes ${start}-${end}/100000`);
    expect(part.headers.get('content-length')).toBe(String(end - start + 1));
    expect((await bytes(part)).equals(episode.audio.subarray(start, end + 1))).toBe(true);
  });

  it.each(['bytes=0-9,50-60', 'lines=1-2', 'bytes=9-5'])('gives all of it for %s', async (range) => {
    const whole = await get('source', { range });
    expect(whole.status).toBe(200);
    expect((await bytes(whole)).length).toBe(100_000);
  });

  it('says how long it is when a range lies behind its end', async () => {
    const none = await get('source', { range: 'bytes=100000-' });
    expect(none.status).toBe(416);
    expect(none.headers.get('content-range')).toBe('bytes */100000');
  });

  it('answers HEAD like GET, without the bytes', async () => {
    const head = await get('source', { range: 'bytes=0-1' }, 'HEAD');
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe('100000');
    expect((await bytes(head)).length).toBe(0);
  });

  it('is not sent again to whoever has it', async () => {
    const etag = (await get('source', {}, 'HEAD')).headers.get('etag') ?? '';
    expect((await get('source', { 'if-none-match': etag })).status).toBe(304);
    expect((await get('source', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('goes on from a range only while it is the same audio', async () => {
    const etag = (await get('source', {}, 'HEAD')).headers.get('etag') ?? '';
    expect((await get('source', { range: 'bytes=5-', 'if-range': etag })).status).toBe(206);
    expect((await get('source', { range: 'bytes=5-', 'if-range': '"old"' })).status).toBe(200);
  });

  it('survives a player that goes away in mid-stream', async () => {
    const leaving = new AbortController();
    const answer = await api.send(`/api/v1/episodes/${episode.id}/audio/source`, { signal: leaving.signal });
    leaving.abort();
    await expect(answer.arrayBuffer()).rejects.toThrow();
    expect((await get('source', { range: 'bytes=0-0' })).status).toBe(206);
  });
});

describe('typeOfFilename', () => {
  it.each([
    ['a.MP3', 'audio/mpeg'],
    ['a.b.m4a', 'audio/mp4'],
    ['captions.vtt', 'text/vtt'],
    ['page.html', 'application/octet-stream'],
    ['noextension', 'application/octet-stream'],
  ])('%s', (name, type) => expect(typeOfFilename(name)).toBe(type));
});

describe('the waveform', () => {
  it('has as many points as asked for, or fewer', async () => {
    const path = `/api/v1/episodes/${episode.id}/waveform`;
    const all = await api.json<{ peaks: number[] }>('GET', path);
    expect(all.peaks).toHaveLength(26);
    expect(await api.json('GET', `${path}?points=13`)).toMatchObject({
      peakMs: 500,
      durationMs: 6500,
      peaks: Array(13).fill(200),
    });
  });

  it('never loses the loudest moment', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 500 }),
        fc.integer({ min: 1, max: 600 }),
        (peaks, points) => {
          const reduced = reducePeaks(peaks, 20, points);
          expect(Math.max(...reduced.peaks)).toBe(Math.max(...peaks));
          expect(reduced.peaks.length).toBeLessThanOrEqual(points);
          expect(reduced.peaks.length * reduced.peakMs).toBeGreaterThanOrEqual(peaks.length * 20);
        },
      ),
    );
  });
});
