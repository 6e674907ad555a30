import { pathToFileURL } from 'node:url';
import { readSettings } from '#config';
import { startApi } from './start-api.js';

export { startApi } from './start-api.js';

/** Runs the API as a process of its own until it is told to stop. */
async function main(): Promise<void> {
  const api = await startApi(readSettings());
  const stop = () => api.close().finally(() => process.exit());
  process.once('SIGTERM', stop);
  if (!process.send) {
    process.once('SIGINT', stop);
    return;
  }
  // Started by `showrunner start`: Ctrl-C reaches the whole terminal group, but the parent decides the order of ending.
  process.on('SIGINT', () => undefined);
  process.once('disconnect', stop);
  process.send('ready');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
