import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '#config';
import { type Backend, closeBackend, createShow, openBackend } from '#pipeline';
import { createSignInLink } from '../apps/api/auth/sign-in-link.js';
import { startApi } from '../apps/api/start-api.js';
import { freshDatabase } from './postgres.js';

export interface TestApi {
  address: string;
  backend: Backend;
  /** A signed-in browser's cookie. */
  cookie: string;
  /** An API key as a script sends it. */
  authorization: string;
  /** Sends a request as the signed-in host, with an API key. `path` below the address, such as `/api/v1/shows`. */
  send(path: string, init?: RequestInit): Promise<Response>;
  /** Sends JSON as the host and gives the parsed answer; fails when the status is not `status`. */
  json<T>(method: string, path: string, body?: unknown, status?: number): Promise<T>;
  makeShow(slug?: string): Promise<{ id: string; slug: string }>;
  close(): Promise<void>;
}

const silentLog = { info() {}, warn() {} };

/** The whole API on a free port, on a database of its own and without a queue: nothing runs but what a test runs. */
export async function testApi(env: Record<string, string> = {}): Promise<TestApi> {
  const database = await freshDatabase();
  const data = await mkdtemp(join(tmpdir(), 'showrunner-api-'));
  const settings = readSettings({ SHOWRUNNER_DATA: data, PORT: '0', ...env });
  const backend = await openBackend(settings, database.url, silentLog, { withQueue: false });
  const api = await startApi(settings, backend);
  const cookie = await signIn(api.address, backend);
  const authorization = `Bearer ${await makeKey(api.address, cookie)}`;
  const send = (path: string, init: RequestInit = {}) =>
    fetch(api.address + path, { ...init, headers: { authorization, ...init.headers } });
  return {
    address: api.address,
    backend,
    cookie,
    authorization,
    send,
    async json(method, path, body, status) {
      const response = await send(path, {
        method,
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      });
      const text = await response.text();
      if (status ? response.status !== status : !response.ok) {
        throw new Error(`${method} ${path} gave ${response.status}: ${text}`);
      }
      return text === '' ? undefined : JSON.parse(text);
    },
    async makeShow(slug = `show-${randomUUID().slice(0, 8)}`) {
      return { ...(await createShow(backend, { slug, title: 'A show' })), slug };
    },
    async close() {
      await api.close();
      await closeBackend(backend);
      await database.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function makeKey(address: string, cookie: string): Promise<string> {
  const response = await fetch(`${address}/api/v1/auth/keys`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ name: 'tests' }),
  });
  return ((await response.json()) as { secret: string }).secret;
}

/** Goes the way a person goes. @returns the session cookie as a browser sends it */
export async function signIn(address: string, backend: Backend): Promise<string> {
  const token = (await createSignInLink(backend.database, address)).split('#token=')[1];
  const response = await fetch(`${address}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ token }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}
