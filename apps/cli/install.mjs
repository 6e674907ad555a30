// Installs the locked dependencies when they are missing or older than the lock file. Uses nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** npm writes this file at the end of an install; older than the lock means that a pull changed dependencies. */
const installed = join(root, 'node_modules/.package-lock.json');
const lock = join(root, 'package-lock.json');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Showrunner needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

export function installIfStale() {
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('Installing dependencies …');
  const npm = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
  });
  if (npm.status === 0) return;
  console.error(
    'npm ci failed (its words are above). Check the network and that npm 10 or newer is installed.',
  );
  process.exit(1);
}
