import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../../test/api.js';

let api: TestApi;
let document: {
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, unknown> };
};
beforeAll(async () => {
  api = await testApi();
  document = (await (await fetch(`${api.address}/api/docs-json`)).json()) as typeof document;
});
afterAll(() => api.close());

describe('the documentation', () => {
  it('is a page', async () => {
    const page = await fetch(`${api.address}/api/docs`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('Swagger UI');
  });

  it('names bodies and answers by the contracts', () => {
    expect(document.paths['/api/v1/shows']?.post).toMatchObject({
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/newShow' } } } },
      responses: {
        201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/showView' } } } },
      },
    });
    expect(document.components.schemas.showView).toMatchObject({ type: 'object' });
  });

  it('spells out query parameters', () => {
    const asked = ['q', 'showId', 'episodeId', 'page', 'pageSize'].map((name) => ({ name, in: 'query' }));
    expect(document.paths['/api/v1/search']?.get).toMatchObject({ parameters: asked });
  });

  it('points at nothing that is not there', () => {
    const refs = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
      ([, name]) => name ?? '',
    );
    expect(refs.filter((name) => !(name in document.components.schemas))).toEqual([]);
    expect(refs.length).toBeGreaterThan(20);
  });

  it('knows each route of the contract', () => {
    const told = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(told).toEqual(
      expect.arrayContaining([
        'post /api/v1/auth/sign-in',
        'get /api/v1/episodes/{episodeId}/transcript.vtt',
        'post /api/v1/episodes/{episodeId}/cuts/{cutId}',
        'get /api/v1/events',
      ]),
    );
  });
});
