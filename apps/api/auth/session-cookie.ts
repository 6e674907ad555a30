import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { sessionLifeMs } from './auth.service.js';

const name = 'showrunner_session';

export const sessionSecretOf = (request: Pick<Request, 'headers'>): string | undefined =>
  parseCookie(request.headers.cookie ?? '')[name];

/** The browser says in `Origin` whether its page came over HTTPS; a proxy before us may hide it from the socket. */
const isSecure = (request: Request) =>
  request.secure || request.headers.origin?.startsWith('https:') === true;

export const setSessionCookie = (request: Request, response: Response, secret: string) =>
  response.cookie(name, secret, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(request),
    path: '/',
    maxAge: sessionLifeMs,
  });

export const clearSessionCookie = (response: Response) => response.clearCookie(name, { path: '/' });
