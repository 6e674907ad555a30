import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { packageRoot } from '#config';

/** Everything below these is an address of the server itself; the rest are pages of the dashboard. */
const ownPaths = /^\/(api|feeds|media|listen|healthz|readyz|assets)(\/|$)/;

/**
 * Serves the built dashboard. Its pages are made in the browser, so each of their addresses gives index.html.
 * @param folder where the build lies; without one the API runs alone
 */
export function serveDashboard(
  app: NestExpressApplication,
  folder = join(packageRoot, 'dist/dashboard'),
): void {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  // biome-ignore lint/correctness/useHookAtTopLevel: a method of Nest, not a hook of React
  app.useStaticAssets(folder, { index: false, setHeaders: cacheByName });
  app.use((request: Request, response: Response, next: NextFunction) => {
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !ownPaths.test(request.path);
    if (!isPage || !request.accepts('html')) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(index);
  });
}

/** Vite names what lies in assets/ by its content. */
function cacheByName(response: Response, path: string): void {
  const hashed = /[\\/]assets[\\/]/.test(path);
  response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}
