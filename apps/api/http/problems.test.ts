import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dependencyFailure, type Problem, problem, resourceFailure } from '#contracts';
import { type TestApi, testApi } from '../../../test/api.js';
import { toProblem } from './problem.js';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const json = { 'content-type': 'application/json' };

describe('every failure is problem details with a cause and a remedy', () => {
  const id = '01890000-0000-7000-8000-000000000000';
  it.each([
    ['an unknown address', 'GET', '/api/v1/nothing', undefined, 404],
    ['an unknown thing', 'GET', `/api/v1/episodes/${id}`, undefined, 404],
    ['an id that is none', 'GET', '/api/v1/episodes/none', undefined, 400],
    ['a method that is not there', 'PUT', '/api/v1/shows', '{}', 404],
    ['broken JSON', 'POST', '/api/v1/shows', '{"title":', 400],
    ['a missing field', 'POST', '/api/v1/shows', '{}', 400],
    ['a NUL character', 'POST', '/api/v1/shows', '{"title":"a\\u0000b"}', 400],
    ['a body that is too large', 'POST', '/api/v1/shows', `{"title":"${'x'.repeat(300_000)}"}`, 413],
    ['an unknown feed', 'GET', '/feeds/none.xml', undefined, 404],
    ['an unknown file', 'GET', '/media/a/b/c.mp3', undefined, 404],
  ])('%s', async (_, method, path, body, status) => {
    const answer = await api.send(path, { method, body, headers: json });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const told = problem.parse(await answer.json());
    expect(told).toMatchObject({ status, instance: path, failureClass: 'input' });
    expect(told.remedy.length).toBeGreaterThan(10);
  });

  it('lists every wrong field at once', async () => {
    const wrong = { title: '', explicit: 'maybe', link: 'ftp://x' };
    const told = await api.json<Problem>('POST', '/api/v1/shows', wrong, 400);
    expect(told.errors?.map(({ path }) => path).sort()).toEqual(['explicit', 'link', 'title']);
  });
});

describe('toProblem', () => {
  it('gives each class its status', () => {
    expect(toProblem(resourceFailure('Full.', 'Free some.'), '/x').status).toBe(503);
    expect(toProblem(dependencyFailure('Away.', 'Start it.'), '/x').status).toBe(503);
  });

  it('says nothing of the inside when the fault is ours', () => {
    const told = toProblem(new TypeError("Cannot read properties of undefined (reading 'secret')"), '/x');
    expect(told).toMatchObject({ status: 500, failureClass: 'bug' });
    expect(JSON.stringify(told)).not.toContain('secret');
  });

  it('knows that a database which does not answer is a dependency', () => {
    const told = toProblem(Object.assign(new Error('x'), { code: 'P1001' }), '/x');
    expect(told).toMatchObject({ status: 503, failureClass: 'dependency' });
  });
});

describe('headers', () => {
  it('let no data become a page, and tell nothing about the server', async () => {
    const { headers } = await api.send('/api/v1/shows');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('health', () => {
  it('needs no sign-in, and readiness means that the database answers', async () => {
    expect(await (await fetch(`${api.address}/healthz`)).json()).toEqual({ ok: true, checks: [] });
    expect(await (await fetch(`${api.address}/readyz`)).json()).toMatchObject({ ok: true });
  });
});
