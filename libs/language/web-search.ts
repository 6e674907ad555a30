import { z } from 'zod';
import { dependencyFailure } from '#contracts';

export interface WebResult {
  title: string;
  url: string;
  /** Plain text. */
  text: string;
}

/** Finds public pages. Only the query leaves this machine. */
export type WebSearch = (query: string, signal: AbortSignal) => Promise<WebResult[]>;

const RESULTS = 5;
const ANSWER_MS = 10_000;

const answer = z.object({
  web: z
    .object({ results: z.array(z.object({ title: z.string(), url: z.url(), description: z.string() })) })
    .optional(),
});

/**
 * Brave's web search (api.search.brave.com, version 1).
 *
 * @param endpoint another address of the same interface
 * @returns a search that throws Failure `dependency` when Brave does not answer
 */
export const braveSearch =
  (key: string, endpoint = 'https://api.search.brave.com/res/v1/web/search'): WebSearch =>
  async (query, signal) => {
    const address = new URL(endpoint);
    address.search = new URLSearchParams({ q: query, count: String(RESULTS) }).toString();
    const remedy = 'Check BRAVE_API_KEY, or unset it: the notes do not need the web.';
    const response = await fetch(address, {
      headers: { accept: 'application/json', 'x-subscription-token': key },
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
      redirect: 'error',
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw dependencyFailure('The web search did not answer.', remedy, error);
    });
    if (!response.ok) throw dependencyFailure(`The web search answered ${response.status}.`, remedy);
    const read = answer.safeParse(await response.json().catch(() => null));
    if (!read.success) throw dependencyFailure('The web search answered something else.', remedy);
    const results = read.data.web?.results ?? [];
    return results
      .slice(0, RESULTS)
      .map(({ title, url, description }) => ({ title: plain(title), url, text: plain(description) }));
  };

/** Brave marks the words it found with tags. */
const plain = (text: string) => text.replace(/<[^>]*>/gu, '').slice(0, 400);
