// Installs the locked dependencies when they are missing or not what the lock names. Uses nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Showrunner needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Versions rather than file times: a checkout touches the lock without changing a dependency. */
function isInstalled() {
  const written = join(root, 'node_modules/.package-lock.json'); // npm writes it at the end of an install
  if (!existsSync(written)) return false;
  const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const installed = packagesOf(written);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, optional, peer }]) =>
      path === '' || (installed[path] ? installed[path].version === version : optional || peer),
  );
}

export function installIfStale() {
  if (isInstalled()) return;
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
