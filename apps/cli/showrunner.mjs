#!/usr/bin/env node
// The way in for `npm start` and `npx showrunner`. Uses nothing but Node, so that it runs before anything is
// installed or built: it installs locked dependencies if they are missing or old, builds if sources are newer, and
// hands over to apps/cli/main.ts.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Showrunner needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** npm writes this file at the end of an install; older than the lock means that a pull changed dependencies. */
const installed = join(root, 'node_modules/.package-lock.json');
const lock = join(root, 'package-lock.json');
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.error('Installing dependencies …');
  const npm = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
  });
  if (npm.status !== 0) {
    console.error('npm ci failed (its words are above). Check the network and that npm 10 or newer is installed.');
    process.exit(1);
  }
}

await buildIfStale();
await import('../../dist/apps/cli/main.js');
