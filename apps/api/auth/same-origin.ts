import type { Request } from 'express';

/**
 * Whether a request was sent by a page of this server itself. Browsers put `Sec-Fetch-Site` or `Origin` on every
 * write, and no page can forge either; a request with neither is not from a browser we can trust with a cookie.
 * @param ownOrigins origins that are ours beside the one of the `Host` header, such as the public address
 */
export function isSameOrigin(request: Pick<Request, 'headers'>, ownOrigins: readonly string[]): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = request.headers.origin;
  if (!origin || !URL.canParse(origin)) return false;
  return new URL(origin).host === request.headers.host || ownOrigins.includes(origin);
}
