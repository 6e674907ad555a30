import type { NextFunction, Request, Response } from 'express';

/** Pages of our own: scripts from this server only, nobody may frame them. Inline styles: the waveform and Swagger UI set them. */
const pagePolicy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "script-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** What is no page must not become one, whatever its bytes are. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

const isData = (path: string) => /^\/(api\/v1|feeds|media|healthz|readyz)(\/|$)/.test(path);

export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Content-Security-Policy', isData(request.path) ? dataPolicy : pagePolicy);
  next();
}
