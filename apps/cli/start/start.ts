import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { dataPaths, packageRoot, readSettings, type Settings, verifyModels } from '#config';
import { inputFailure } from '#contracts';
import { addEpisode, type Backend, closeBackend, createShow, openBackend } from '#pipeline';
import { createSignInLink } from '../../api/auth/sign-in-link.js';
import { commandLog } from '../log.js';
import { openDatabaseFor } from '../open-database.js';
import { freePort } from './address.js';
import { type Child, startChild } from './children.js';
import { lockDataFolder } from './lock.js';

const sample = resolve(packageRoot, 'samples/small-batch-audio.mp3');

/** Starts everything and stays until it is told to stop. */
export async function start(given: Settings, audio: string | undefined): Promise<void> {
  if (audio && !existsSync(audio))
    throw inputFailure(`${audio} does not exist.`, 'Check the path of the recording.');
  const lock = await lockDataFolder(dataPaths(given).lock);
  const undo: (() => Promise<unknown>)[] = [() => lock.release()];
  const stop = once(async () => {
    for (const step of undo.reverse()) await step();
  });
  const stopped = untilSignal();
  try {
    const port = await freePort(given, process.env.PORT !== undefined);
    const settings = readSettings({ ...process.env, PORT: String(port) });
    await verifyModels({ deep: false });
    const database = await openDatabaseFor(settings);
    undo.push(() => database.stop());
    const servers = startServers(settings, database.url);
    undo.push(() => Promise.all(servers.map((server) => server.stop())));
    const backend = await openBackend(settings, database.url, commandLog(false));
    undo.push(() => closeBackend(backend));
    await addFirstEpisodes(backend, audio);
    await Promise.all(servers.map((server) => server.ready));
    const address = settings.PUBLIC_URL ?? `http://${settings.HOST}:${port}`;
    await lock.tell(address);
    console.log(
      `Showrunner is ready at ${address} · sign in once with ${await createSignInLink(backend.database, address)}`,
    );
    await stopped;
    console.error('Stopping …');
  } finally {
    await stop();
  }
}

function startServers(settings: Settings, databaseUrl: string): Child[] {
  const env = {
    DATABASE_URL: databaseUrl,
    PORT: String(settings.PORT),
    SHOWRUNNER_DATA: dataPaths(settings).root,
  };
  return ['api', 'worker'].map((app) =>
    startChild(new URL(`../../${app}/main.js`, import.meta.url), env, (code) =>
      console.error(`The ${app} ended with code ${code}; it is started again.`),
    ),
  );
}

/** On the very first start a newcomer sees a finished episode; a recording named on the command line joins the show. */
async function addFirstEpisodes(backend: Backend, audio: string | undefined): Promise<void> {
  const first = await backend.database.show.findFirst({ orderBy: { createdAt: 'asc' } });
  const showId = first?.id ?? (await createFirstShow(backend)).id;
  const recording = audio ?? (!first && backend.settings.SHOWRUNNER_SAMPLE ? sample : undefined);
  if (!recording) return;
  const source = await backend.objects.putFile(resolve(recording), 'application/octet-stream');
  const filename = basename(recording);
  await addEpisode(backend, {
    showId,
    filename,
    upload: { audio: { ...source, filename }, transcript: null },
  });
}

const createFirstShow = (backend: Backend) =>
  createShow(backend, {
    slug: 'my-show',
    title: 'My show',
    description: 'Recorded, cleaned and published with Showrunner.',
    review: 'publish',
  });

const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
}
