import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Settings } from '#config';
import { inputFailure } from '#contracts';
import { type Backend, closeBackend, openBackend } from '#pipeline';
import { appModule } from './app.module.js';
import { serveDocs } from './docs/openapi.js';
import { EventsService } from './events/events.service.js';
import { securityHeaders } from './http/security-headers.js';
import { createLog } from './log.js';
import { serveDashboard } from './server/dashboard-files.js';
import { version } from './server/version.js';

/** The largest JSON body is an episode's description; recordings go through tus. */
const largestJson = '256kb';

/** A listener's download may take minutes; it goes on by range at the next start. */
const closeGraceMs = 3_000;

/** Longer than proxies keep a silent connection (60 s is usual), so that they never send on one that we just closed. */
const keepAliveMs = 65_000;

export interface RunningApi {
  /** Where it listens, such as `http://127.0.0.1:4400`. */
  readonly address: string;
  /** Ends live streams, answers what is under way, and stops. Leaves a given backend open. */
  close(): Promise<void>;
}

/**
 * Starts the HTTP server.
 * @param given what it stands on; without one it opens its own on DATABASE_URL, and closes that too
 * @throws Failure (input) when there is neither
 */
export async function startApi(settings: Settings, given?: Backend): Promise<RunningApi> {
  const backend = given ?? (await openOwnBackend(settings));
  const app = await createApp(settings, backend);
  const server: Server = app.getHttpServer();
  server.keepAliveTimeout = keepAliveMs;
  await app.listen(settings.PORT, settings.HOST);
  const { port } = server.address() as AddressInfo;
  backend.log.info('The API listens.', { host: settings.HOST, port });
  return {
    address: `http://${settings.HOST}:${port}`,
    async close() {
      app.get(EventsService).end();
      await finish(server);
      await app.close();
      if (!given) await closeBackend(backend);
    },
  };
}

async function openOwnBackend(settings: Settings): Promise<Backend> {
  if (!settings.DATABASE_URL) {
    throw inputFailure(
      'The API needs DATABASE_URL.',
      'Set it, or run `npm start`, which brings its own database.',
    );
  }
  return openBackend(settings, settings.DATABASE_URL, createLog(settings));
}

/** Stops listening, lets what is under way end, and cuts the lines that are still open after the grace. */
async function finish(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), closeGraceMs);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(cut);
}

/** The application without a port. */
export async function createApp(settings: Settings, backend: Backend): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(appModule(backend), {
    logger: ['error', 'warn'],
    bodyParser: false,
  });
  app.disable('x-powered-by');
  app.set('trust proxy', settings.TRUST_PROXY_HOPS);
  app.use(securityHeaders);
  // biome-ignore lint/correctness/useHookAtTopLevel: a method of Nest, not a hook of React
  app.useBodyParser('json', { limit: largestJson, type: 'application/json' });
  serveDocs(app, version);
  serveDashboard(app);
  return app;
}
