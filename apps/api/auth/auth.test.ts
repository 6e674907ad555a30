import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#contracts';
import { signIn, type TestApi, testApi } from '../../../test/api.js';
import { createSignInLink } from './sign-in-link.js';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(api.address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const newToken = async () =>
  (await createSignInLink(api.backend.database, api.address)).split('#token=')[1] ?? '';

describe('signing in', () => {
  it('gives a link for the dashboard whose token is in the fragment, which no server log sees', async () => {
    expect(await createSignInLink(api.backend.database, 'http://host:1/')).toMatch(
      /^http:\/\/host:1\/sign-in#token=[\w-]{43}$/,
    );
  });

  it('turns a link into a cookie that scripts cannot read, once', async () => {
    const token = await newToken();
    const first = await post('/api/v1/auth/sign-in', { token }, { 'sec-fetch-site': 'same-origin' });
    expect(first.status).toBe(200);
    expect(first.headers.get('set-cookie')).toMatch(
      /^showrunner_session=[\w-]{43};.*HttpOnly; SameSite=Lax$/,
    );
    expect(await first.json()).toMatchObject({ by: 'session', name: 'Host' });
    const second = await post('/api/v1/auth/sign-in', { token }, { 'sec-fetch-site': 'same-origin' });
    expect(second.status).toBe(401);
  });

  it('lets two browsers that use one link at the same moment in only once', async () => {
    const token = await newToken();
    const tries = await Promise.all(
      [1, 2].map(() => post('/api/v1/auth/sign-in', { token }, { 'sec-fetch-site': 'same-origin' })),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('marks the cookie as secure when the page came over HTTPS', async () => {
    const answer = await post(
      '/api/v1/auth/sign-in',
      { token: await newToken() },
      { 'sec-fetch-site': 'same-origin', origin: 'https://pod.example.org' },
    );
    expect(answer.headers.get('set-cookie')).toContain('; Secure');
  });

  it('keeps no secret: the database holds hashes only', async () => {
    const token = await newToken();
    const rows = await api.backend.database.session.findMany();
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('ends with signing out', async () => {
    const cookie = await signIn(api.address, api.backend);
    const me = () => fetch(`${api.address}/api/v1/auth/me`, { headers: { cookie } });
    expect((await me()).status).toBe(200);
    const out = await post('/api/v1/auth/sign-out', {}, { cookie, 'sec-fetch-site': 'same-origin' });
    expect(out.status).toBe(204);
    expect((await me()).status).toBe(401);
  });
});

describe('who may do what', () => {
  it.each(['/api/v1/shows', '/api/v1/episodes', '/api/v1/search?q=a', '/api/v1/events', '/api/v1/uploads/x'])(
    'tells nobody %s without signing in',
    async (path) => {
      const answer = await fetch(api.address + path);
      expect(answer.status).toBe(401);
      expect(((await answer.json()) as Problem).remedy).toContain('sign-in link');
    },
  );

  it.each([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a sister site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['nobody knows where', {}],
  ])('refuses a write with a cookie from %s', async (_, headers) => {
    const { cookie } = api;
    const answer = await post('/api/v1/shows', { title: 'x' }, { cookie, ...headers } as Record<
      string,
      string
    >);
    expect(answer.status).toBe(403);
  });

  it('takes a write with a cookie from its own origin', async () => {
    const { cookie } = api;
    const answer = await post('/api/v1/shows', { title: 'Mine' }, { cookie, origin: api.address });
    expect(answer.status).toBe(201);
  });
});

describe('API keys', () => {
  it('shows a secret once, then only how it begins, and forgets a removed key', async () => {
    const { cookie } = api;
    const asHost = { cookie, 'sec-fetch-site': 'same-origin' };
    const made = (await (await post('/api/v1/auth/keys', { name: 'script' }, asHost)).json()) as {
      key: { id: string; prefix: string };
      secret: string;
    };
    expect(made.secret.startsWith(made.key.prefix)).toBe(true);
    const authorization = `Bearer ${made.secret}`;
    const list = await (
      await fetch(`${api.address}/api/v1/auth/keys`, { headers: { authorization } })
    ).text();
    expect(list).toContain(made.key.id);
    expect(list).not.toContain(made.secret);
    const gone = await fetch(`${api.address}/api/v1/auth/keys/${made.key.id}`, {
      method: 'DELETE',
      headers: asHost,
    });
    expect(gone.status).toBe(204);
    expect((await fetch(`${api.address}/api/v1/auth/me`, { headers: { authorization } })).status).toBe(401);
  });

  it('does not let a key make more keys', async () => {
    expect(
      (
        await api.send('/api/v1/auth/keys', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"name":"more"}',
        })
      ).status,
    ).toBe(403);
  });
});

describe('guessing', () => {
  it('is slowed down: too many tries from one address have to wait', async () => {
    const tries = Array.from({ length: 12 }, () =>
      post('/api/v1/auth/sign-in', { token: 'wrong' }, { 'sec-fetch-site': 'same-origin' }),
    );
    const answers = await Promise.all(tries);
    const last = answers.find(({ status }) => status === 429);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
