import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EpisodeView, Preflight, Problem, PublicationView } from '#contracts';
import { type TestApi, testApi } from '../../../test/api.js';
import { finishedEpisode } from '../../../test/finished-episode.js';

let api: TestApi;
let show: { id: string; slug: string };
let episode: Awaited<ReturnType<typeof finishedEpisode>>;
let publication: PublicationView;

/** Addresses in feeds begin with the public address; here they are fetched from the test's own. */
const publicUrl = 'https://pod.example.org';
const open = (url: string, init?: RequestInit) => fetch(url.replace(publicUrl, api.address), init);

beforeAll(async () => {
  api = await testApi({ PUBLIC_URL: publicUrl });
  show = await api.makeShow('small-batch');
  episode = await finishedEpisode(api.backend, show.id);
  await api.json('POST', `/api/v1/episodes/${episode.id}/publish`);
  publication = (await api.json<EpisodeView>('GET', `/api/v1/episodes/${episode.id}`))
    .publication as PublicationView;
});
afterAll(() => api.close());

describe('the feed', () => {
  const feed = (init?: RequestInit) => open(`${publicUrl}/feeds/small-batch.xml`, init);

  it('is served to anyone as RSS, with the exact length of its audio', async () => {
    const answer = await feed();
    expect(answer.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8');
    const xml = await answer.text();
    expect(xml).toContain(`<enclosure url="${publication.audioUrl}" length="90000" type="audio/mpeg"`);
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(xml)));
  });

  it('is not sent again to whoever has it', async () => {
    const { headers } = await feed({ method: 'HEAD' });
    for (const [condition, has] of [
      ['if-none-match', 'etag'],
      ['if-modified-since', 'last-modified'],
    ] as const) {
      const again = await feed({ headers: { [condition]: headers.get(has) ?? '' } });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
    }
  });

  it('answers HEAD with the same headers', async () => {
    const [head, get] = [await feed({ method: 'HEAD' }), await feed()];
    for (const name of ['content-type', 'content-length', 'etag', 'last-modified', 'cache-control']) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  });

  it('stays the same to the byte when an episode is published again as it was', async () => {
    const before = (await feed()).headers.get('etag');
    await api.json('POST', `/api/v1/episodes/${episode.id}/publish`);
    expect((await feed()).headers.get('etag')).toBe(before);
  });
});

describe('what a publication names', () => {
  it('is audio that may be kept for ever and read in parts', async () => {
    const part = await open(publication.audioUrl ?? '', { headers: { range: 'bytes=10-19' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-type')).toBe('audio/mpeg');
    expect(part.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(Buffer.from(await part.arrayBuffer())).toEqual(episode.rendered.subarray(10, 20));
  });

  it.each([
    ['chapters', () => publication.chaptersUrl, 'application/json+chapters'],
    ['captions', () => publication.transcriptUrls?.vtt, 'text/vtt; charset=utf-8'],
    ['subtitles', () => publication.transcriptUrls?.srt, 'application/x-subrip'],
    ['the transcript', () => publication.transcriptUrls?.json, 'application/json'],
    ['the plain text', () => publication.transcriptUrls?.text, 'text/plain; charset=utf-8'],
  ])('is %s, readable from pages of other sites', async (_, url, type) => {
    const [get, head] = [await open(url() ?? ''), await open(url() ?? '', { method: 'HEAD' })];
    for (const { status, headers } of [get, head]) {
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe(type);
      expect(headers.get('access-control-allow-origin')).toBe('*');
    }
    expect(head.headers.get('content-length')).toBe(String((await get.arrayBuffer()).byteLength));
  });

  it('is artwork under the name that the feed gives', async () => {
    const xml = await (await open(`${publicUrl}/feeds/small-batch.xml`)).text();
    const image = await open(/<itunes:image href="([^"]+)"/.exec(xml)?.[1] ?? '');
    expect(image.headers.get('content-type')).toBe('image/jpeg');
  });
});

describe('what no publication names', () => {
  it('is not public: neither the upload nor another name for a public object', async () => {
    const { sha256 } = (await api.backend.objects.put(episode.audio, 'audio/mpeg')) as { sha256: string };
    for (const path of [
      `/media/small-batch/${episode.slug}/${sha256}.mp3`,
      `/media/small-batch/${sha256}.mp3`,
      publication.audioUrl?.replace(publicUrl, '').replace('.mp3', '.html') ?? '',
      publication.audioUrl?.replace(publicUrl, '').replace(episode.slug, 'other') ?? '',
    ]) {
      expect((await fetch(api.address + path)).status).toBe(404);
    }
  });

  it('is an episode before it is published', async () => {
    const draft = await finishedEpisode(api.backend, show.id, 'Draft');
    const view = await api.json<EpisodeView>('GET', `/api/v1/episodes/${draft.id}`);
    expect(view.publication).toBeNull();
    expect((await open(`${publicUrl}/listen/small-batch/${draft.slug}`)).status).toBe(404);
  });
});

describe('pages to listen', () => {
  it('show what a feed links to, with nothing of a host in them that a browser would run', async () => {
    const evil = await finishedEpisode(api.backend, show.id, '<script>alert(1)</script> & more');
    await api.json('POST', `/api/v1/episodes/${evil.id}/publish`);
    const page = await open(`${publicUrl}/listen/small-batch/${evil.slug}`);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const html = await page.text();
    expect(html).toContain('<h1>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</h1>');
    expect(html).toContain('<audio controls');
    expect(html).not.toContain('<script');
    expect(await (await open(`${publicUrl}/listen/small-batch`)).text()).toContain('The reverb test</a>');
  });
});

describe('publishing', () => {
  it('keeps every publication, and takes files back when the episode is withdrawn', async () => {
    const other = await finishedEpisode(api.backend, show.id, 'Gone soon');
    await api.json('POST', `/api/v1/episodes/${other.id}/publish`);
    const out = await api.json<EpisodeView>('GET', `/api/v1/episodes/${other.id}`);
    expect(out.status).toBe('published');
    await api.json('POST', `/api/v1/episodes/${other.id}/unpublish`, undefined, 204);
    expect((await open(out.publication?.audioUrl ?? '')).status).toBe(410);
    expect((await api.json<EpisodeView>('GET', `/api/v1/episodes/${other.id}`)).status).toBe('withdrawn');
    const { publications } = await api.json<{ publications: PublicationView[] }>(
      'GET',
      `/api/v1/episodes/${other.id}/publications`,
    );
    expect(publications.map(({ withdrawn }) => withdrawn)).toEqual([true, false]);
    await api.json('POST', `/api/v1/episodes/${other.id}/unpublish`, undefined, 422);
  });

  it('is refused with the checklist while the feed would break a rule, and leaves the old feed', async () => {
    const bad = await api.makeShow('bad-category');
    const { id } = await finishedEpisode(api.backend, bad.id);
    await api.json('PATCH', `/api/v1/shows/${bad.id}`, { category: 'Gossip' });
    const report = await api.json<Preflight>('GET', `/api/v1/episodes/${id}/preflight`);
    expect(report.conforms).toBe(false);
    expect(report.findings.find(({ level }) => level === 'must')).toMatchObject({ rule: 'C6' });
    const problem = await api.json<Problem>('POST', `/api/v1/episodes/${id}/publish`, undefined, 422);
    expect(problem).toMatchObject({ failureClass: 'input' });
    expect((await open(`${publicUrl}/feeds/bad-category.xml`)).status).toBe(404);
  });

  it('does not let a change of the show break a feed that is served', async () => {
    await api.json('PATCH', `/api/v1/shows/${show.id}`, { category: 'Gossip' }, 422);
    expect(await api.json('GET', `/api/v1/shows/${show.id}`)).toMatchObject({ category: 'Technology' });
    expect(await api.json<Preflight>('GET', `/api/v1/shows/${show.id}/preflight`)).toMatchObject({
      conforms: true,
    });
  });
});
