import { realpathSync } from 'node:fs';
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

// Node follows links for a module's own address, but not for the script it was given.
const script = process.argv[1];
if (script && import.meta.url === pathToFileURL(realpathSync(script)).href) await main();
