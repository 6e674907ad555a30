import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dataPaths, type Settings } from '#config';
import { dependencyFailure } from '#contracts';

/** Ports looked at after the default one, when another program has that. */
const portsTried = 20;

/**
 * The port to listen on: the one in the settings, or, when only the default is meant and it is taken, the next free.
 * @throws Failure (dependency) when the port that was asked for is taken
 */
export async function freePort(settings: Settings, asked: boolean): Promise<number> {
  for (let port = settings.PORT; port < settings.PORT + (asked ? 1 : portsTried); port++) {
    if (await isFree(port, settings.HOST)) return port;
  }
  throw dependencyFailure(`Port ${settings.PORT} is taken by another program.`, 'Set PORT to a free one.');
}

async function isFree(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return true;
  } catch {
    return false; // taken, or not ours to open
  } finally {
    server.close();
  }
}

/** Where a running `start` on this data folder listens: it wrote that into its lock. */
export async function localAddress(settings: Settings): Promise<string> {
  const lock = await readFile(dataPaths(settings).lock, 'utf8').catch(() => '');
  return lock.split('\n')[1] || `http://${settings.HOST}:${settings.PORT}`;
}
