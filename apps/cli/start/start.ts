import { existsSync } from 'node:fs';
import { dataPaths, readSettings, type Settings, verifyModels } from '#config';
import { inputFailure } from '#contracts';
import { openDatabase } from '#database';
import { openDatabaseFor } from '../open-database.js';
import { freePort } from './address.js';
import { type Child, startChild } from './children.js';
import { sweepDaily } from './daily-sweep.js';
import { lockDataFolder } from './lock.js';
import { newSignInLink } from './sign-in.js';

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
    const api = startServer('api', settings, database.url);
    undo.push(() => api.stop());
    await api.ready;
    const address = settings.PUBLIC_URL ?? `http://${settings.HOST}:${port}`;
    await lock.tell(address);
    if (audio || (await isFirstStart(database.url))) {
      const { addFirstEpisodes } = await import('./first-episodes.js'); // loads the pipeline: a second of its own
      await addFirstEpisodes(settings, database.url, audio);
    }
    console.log(
      `Showrunner is ready at ${address} · sign in once with ${await newSignInLink(database.url, address)}`,
    );
    const worker = startServer('worker', settings, database.url);
    undo.push(() => worker.stop());
    const sweeping = sweepDaily(settings);
    undo.push(() => sweeping.stop());
    await Promise.race([stopped, worker.ready]);
    await stopped;
    console.error('Stopping …');
  } finally {
    await stop();
  }
}

async function isFirstStart(databaseUrl: string): Promise<boolean> {
  const database = await openDatabase(databaseUrl);
  try {
    return (await database.show.count()) === 0;
  } finally {
    await database.close();
  }
}

function startServer(app: 'api' | 'worker', settings: Settings, databaseUrl: string): Child {
  const env = {
    DATABASE_URL: databaseUrl,
    PORT: String(settings.PORT),
    SHOWRUNNER_DATA: dataPaths(settings).root,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  };
  return startChild(new URL(`../../${app}/main.js`, import.meta.url), env, (code) =>
    console.error(`The ${app} ended with code ${code}; it is started again.`),
  );
}

const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
}
