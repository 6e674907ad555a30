import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem, ShowView } from '#contracts';
import { type TestApi, testApi } from '../../../test/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await testApi({ PUBLIC_URL: 'https://pod.example.org' });
});
afterAll(() => api.close());

const square = (side: number) =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#c04' } })
    .png()
    .toBuffer();

describe('a show', () => {
  it('is made from a title, with a slug, a guid from its feed address, and artwork', async () => {
    const show = await api.json<ShowView>('POST', '/api/v1/shows', { title: 'Small Batch Audio!' }, 201);
    expect(show).toMatchObject({
      slug: 'small-batch-audio',
      feedUrl: 'https://pod.example.org/feeds/small-batch-audio.xml',
      review: 'wait',
      episodes: 0,
    });
    expect(show.guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
    const artwork = await api.send(show.artworkPath ?? '');
    expect(artwork.headers.get('content-type')).toBe('image/jpeg');
  });

  it('gets another slug when the title is taken, and says no when the slug was asked for', async () => {
    await api.json('POST', '/api/v1/shows', { title: 'Twice', slug: 'twice' }, 201);
    const second = await api.json<ShowView>('POST', '/api/v1/shows', { title: 'Twice' }, 201);
    expect(second.slug).toMatch(/^twice-[0-9a-f]{6}$/);
    const problem = await api.json<Problem>('POST', '/api/v1/shows', { title: 'Twice', slug: 'twice' }, 409);
    expect(problem.detail).toContain('twice');
  });

  it('keeps its guid and slug whatever is changed about it', async () => {
    const before = await api.json<ShowView>('POST', '/api/v1/shows', { title: 'Before' }, 201);
    const after = await api.json<ShowView>('PATCH', `/api/v1/shows/${before.id}`, {
      title: 'After',
      review: 'publish',
      profile: { clean: { profile: 'gentle' } },
      ownerEmail: 'host@example.org',
    });
    expect(after).toMatchObject({ guid: before.guid, slug: before.slug, title: 'After', review: 'publish' });
    expect(await api.json('GET', `/api/v1/shows/${before.id}`)).toEqual(after);
  });

  it('refuses a profile that no stage understands, naming each setting', async () => {
    const { id } = await api.makeShow();
    const problem = await api.json<Problem>(
      'PATCH',
      `/api/v1/shows/${id}`,
      { profile: { cleen: {}, clean: { profile: 7 } } },
      400,
    );
    expect(problem.errors?.map(({ path }) => path)).toEqual(['profile.cleen', 'profile.clean.profile']);
  });
});

describe('artwork', () => {
  it('becomes a square JPEG', async () => {
    const { id } = await api.makeShow();
    const body = await square(1500);
    const put = await api.send(`/api/v1/shows/${id}/artwork`, {
      method: 'PUT',
      headers: { 'content-type': 'image/png' },
      body,
    });
    const show = (await put.json()) as ShowView;
    const bytes = Buffer.from(await (await api.send(show.artworkPath ?? '')).arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1500, height: 1500 });
  });

  it.each([
    ['text', 'text/plain', 415],
    ['no image whatever it is called', 'image/png', 422],
  ])('is not %s', async (body, type, status) => {
    const { id } = await api.makeShow();
    const put = await api.send(`/api/v1/shows/${id}/artwork`, {
      method: 'PUT',
      headers: { 'content-type': type },
      body,
    });
    expect(put.status).toBe(status);
    expect(((await put.json()) as Problem).remedy).not.toBe('');
  });
});

describe('the glossary', () => {
  it('holds each term once, and forgets a removed one', async () => {
    const { id } = await api.makeShow();
    const path = `/api/v1/shows/${id}/glossary`;
    await api.json('PUT', path, { term: 'Loudini', soundsLike: ['loud weeny'], note: 'a plugin' });
    const put = await api.json<{ id: string }>('PUT', path, { term: 'Loudini' });
    const { terms } = await api.json<{ terms: object[] }>('GET', path);
    expect(terms).toEqual([{ id: put.id, term: 'Loudini', soundsLike: [], origin: 'host' }]);
    await api.json('DELETE', `${path}/${put.id}`, undefined, 204);
    expect(await api.json('GET', path)).toEqual({ terms: [] });
    await api.json('DELETE', `${path}/${put.id}`, undefined, 404);
  });
});

describe('people', () => {
  it('are listed by name, each once', async () => {
    const { id } = await api.makeShow();
    const path = `/api/v1/shows/${id}/people`;
    await api.json('PUT', path, { name: 'Zoe', role: 'host' });
    await api.json('PUT', path, { name: 'Ann', role: 'guest', url: 'https://ann.example.org' });
    await api.json('PUT', path, { name: 'Zoe', role: 'cast' });
    const { people } = await api.json<{ people: { name: string; role: string }[] }>('GET', path);
    expect(people.map(({ name, role }) => `${name} ${role}`)).toEqual(['Ann guest', 'Zoe cast']);
  });

  it('have links that are web addresses only', async () => {
    const { id } = await api.makeShow();
    await api.json(
      'PUT',
      `/api/v1/shows/${id}/people`,
      { name: 'X', role: 'host', url: 'javascript:alert(1)' },
      400,
    );
  });
});
