import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import {
  type CutView,
  cutList,
  type EpisodeView,
  episodeList,
  episodeView,
  type ShowView,
  showList,
} from '#contracts';
import { signIn } from './sign-in.js';

/** A signed-in client of a running Showrunner, as a developer would write one. */
export class Client {
  private constructor(
    readonly url: string,
    readonly cookie: string,
  ) {}

  static async signIn(link: string): Promise<Client> {
    return new Client(new URL(link).origin, await signIn(link));
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const isJson = body !== undefined && !Buffer.isBuffer(body);
    return fetch(
      new URL(path.startsWith('/api') || path.startsWith('http') ? path : `/api/v1${path}`, this.url),
      {
        method,
        headers: {
          cookie: this.cookie,
          origin: this.url,
          ...(isJson ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        body: isJson ? JSON.stringify(body) : Buffer.isBuffer(body) ? new Uint8Array(body) : undefined,
      },
    );
  }

  async get<T>(path: string, shape: z.ZodType<T>): Promise<T> {
    const answer = await this.call('GET', path);
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return shape.parse(await answer.json());
  }

  async firstShow(): Promise<ShowView> {
    const { shows } = await this.get('/shows', showList);
    if (!shows[0]) throw new Error('There is no show.');
    return shows[0];
  }

  /** Uploads a file by tus in one piece; gives the episode's id. */
  async upload(showId: string, path: string, content?: Buffer): Promise<string> {
    const bytes = content ?? (await readFile(path));
    const metadata = { filename: basename(path), showId, kind: 'audio' };
    const tus = { 'tus-resumable': '1.0.0' };
    const made = await this.call('POST', '/uploads', undefined, {
      ...tus,
      'upload-length': String(bytes.length),
      'upload-metadata': Object.entries(metadata)
        .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
        .join(','),
    });
    const sent = await this.call('PATCH', made.headers.get('location') ?? '', bytes, {
      ...tus,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
    });
    const id = sent.headers.get('x-episode-id');
    if (!id) throw new Error(`The upload gave no episode: ${sent.status} ${await sent.text()}`);
    return id;
  }

  episode(id: string): Promise<EpisodeView> {
    return this.get(`/episodes/${id}`, episodeView);
  }

  async episodes(): Promise<string[]> {
    return (await this.get('/episodes', episodeList)).episodes.map(({ id }) => id);
  }

  async cuts(id: string): Promise<CutView[]> {
    return (await this.get(`/episodes/${id}/cuts`, cutList)).cuts;
  }

  /** Follows the episode's live events until `enough`, looking at the episode after each event. */
  async follow(id: string, enough: (episode: EpisodeView) => boolean): Promise<EpisodeView> {
    const closing = new AbortController();
    const live = await fetch(new URL(`/api/v1/episodes/${id}/events`, this.url), {
      headers: { cookie: this.cookie },
      signal: closing.signal,
    });
    if (!live.body) throw new Error('The event stream has no body.');
    try {
      let now = await this.episode(id);
      if (enough(now)) return now;
      for await (const _ of live.body) {
        now = await this.episode(id);
        if (enough(now)) return now;
      }
      throw new Error(`The event stream ended while the episode was ${now.status}.`);
    } finally {
      closing.abort();
    }
  }
}

export const isSettled = ({ stages }: EpisodeView): boolean =>
  stages.some(({ state }) => state === 'failed') || stages.every(({ state }) => state === 'done');
