import { setTimeout as wait } from 'node:timers/promises';
import { dependencyFailure, type Failure, resourceFailure } from '#contracts';

export interface Server {
  /** As the host wrote it, such as http://127.0.0.1:8000/v1. */
  url: string;
  apiKey?: string;
  /** For one request, the answer's body included. */
  timeoutMs: number;
  /** Waited before the second attempt; doubled for each after it. */
  backoffMs?: number;
}

const attempts = 4;
const usualBackoffMs = 1_000;
/** A server that asks for a longer wait is not waited for here: the stage is tried again later. */
const longestWaitMs = 60_000;
const quotedCharacters = 200;

/** Worth another try, after so long; the failure is thrown when there are no tries left. */
class TryAgain extends Error {
  constructor(
    readonly failure: Failure,
    readonly afterMs: number | null,
  ) {
    super(failure.message);
  }
}

/**
 * Sends a request and gives the body of its answer. 429 and 5xx, timeouts and broken connections are tried again with
 * growing pauses, or after the server's own Retry-After.
 * @throws Failure (dependency) that names the server; the signal's reason when it is aborted
 */
export async function ask(
  server: Server,
  path: string,
  init: RequestInit,
  signal: AbortSignal,
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(server, path, init, signal);
    } catch (error) {
      if (!(error instanceof TryAgain)) throw error;
      const waitMs = error.afterMs ?? (server.backoffMs ?? usualBackoffMs) * 2 ** (attempt - 1);
      if (attempt === attempts || waitMs > longestWaitMs) throw error.failure;
      await wait(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

async function once(server: Server, path: string, init: RequestInit, signal: AbortSignal): Promise<string> {
  const { url, apiKey, timeoutMs } = server;
  const limit = AbortSignal.timeout(timeoutMs);
  const headers = apiKey ? { authorization: `Bearer ${apiKey}` } : undefined;
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}${path}`, {
      ...init,
      headers,
      signal: AbortSignal.any([signal, limit]),
    });
    const body = await response.text();
    if (response.ok) return body;
    throw refusal(server, response, body);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TypeError || limit.aborted)
      throw new TryAgain(unreached(server, error, limit.aborted), null);
    throw error;
  }
}

function unreached({ url, timeoutMs }: Server, error: unknown, timedOut: boolean): Failure {
  const cause = (error as { cause?: { message?: string; code?: string } }).cause;
  return timedOut
    ? dependencyFailure(
        `The speech server ${url} gave no answer within ${timeoutMs / 1000} s.`,
        'See whether it is overloaded, or set WHISPER_TIMEOUT_SECONDS higher; finished chunks are kept.',
        error,
      )
    : dependencyFailure(
        `The speech server ${url} cannot be reached: ${cause?.code ?? cause?.message ?? String(error)}.`,
        'Start it, or correct WHISPER_URL; finished chunks are kept.',
        error,
      );
}

function refusal({ url }: Server, response: Response, body: string): Error {
  const { status } = response;
  const said = `The speech server ${url} answered ${status}: ${quoted(body)}`;
  if (status === 429)
    return new TryAgain(
      dependencyFailure(said, 'Set WHISPER_PROCESSES lower, or wait; finished chunks are kept.'),
      retryAfterMs(response.headers.get('retry-after')),
    );
  if (status === 507 || (status >= 500 && /out of memory/i.test(body)))
    return resourceFailure(said, 'Give that server more memory, or set WHISPER_PROCESSES lower.');
  if (status >= 500 || status === 408)
    return new TryAgain(
      dependencyFailure(said, 'Look at that server; finished chunks are kept.'),
      retryAfterMs(response.headers.get('retry-after')),
    );
  const setting = status === 401 || status === 403 ? 'WHISPER_API_KEY' : 'WHISPER_URL and WHISPER_MODEL';
  return dependencyFailure(said, `Check ${setting}; finished chunks are kept.`);
}

/** Retry-After is seconds or a date (RFC 9110, 10.2.3); null when it is neither. */
export function retryAfterMs(header: string | null, nowMs = Date.now()): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/** The beginning of an answer, on one line. */
export const quoted = (body: string): string =>
  body.replace(/\s+/g, ' ').trim().slice(0, quotedCharacters) || 'nothing';
