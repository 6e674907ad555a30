#!/usr/bin/env node
// Builds what is stale: the Prisma client, the servers and the command (swc), the dashboard (vite).
// Run directly: `node apps/cli/build.mjs [--client-only]`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Each part of the build: what it reads, and the command that makes it. In order: the servers need the client. */
const parts = [
  {
    name: 'client',
    from: ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'],
    run: generateClient,
  },
  { name: 'servers', from: ['apps/api', 'apps/worker', 'apps/cli', 'libs', '.swcrc'], run: compileServers },
  {
    name: 'dashboard',
    from: ['apps/dashboard', 'libs/contracts', 'package-lock.json'],
    run: bundleDashboard,
  },
];

function command(script, args, env = {}) {
  const done = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (done.status === 0) return;
  throw new Error(`${done.stdout}${done.stderr}\nThe build stopped at: ${script} ${args.join(' ')}`);
}

function generateClient() {
  command('prisma/generate.mjs', []);
}

function compileServers() {
  for (const folder of ['apps', 'libs']) rmSync(join(root, 'dist', folder), { recursive: true, force: true });
  const folders = ['apps/api', 'apps/worker', 'apps/cli', 'libs'];
  command('node_modules/@swc/cli/bin/swc.js', [
    ...folders,
    '-d',
    'dist',
    '--copy-files',
    '--ignore',
    '**/*.test.ts,**/*.mjs',
    '--quiet',
  ]);
}

function bundleDashboard() {
  command('node_modules/vite/bin/vite.js', [
    'build',
    '--config',
    'apps/dashboard/vite.config.ts',
    '--logLevel',
    'error',
  ]);
}

/** Names, sizes and times of all files: cheap enough for every start. */
function stampOf(part) {
  const hash = createHash('sha256');
  const add = (path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (!stat) return;
    if (!stat.isDirectory()) return void hash.update(`${path} ${stat.size} ${Math.round(stat.mtimeMs)}\n`);
    for (const name of readdirSync(join(root, path)).sort())
      if (!/\.test\.tsx?$/.test(name)) add(`${path}/${name}`);
  };
  part.from.forEach(add);
  return hash.digest('hex');
}

const stampFile = (part) => join(root, 'dist', `.${part.name}.stamp`);

function isStale(part) {
  try {
    return readFileSync(stampFile(part), 'utf8') !== stampOf(part);
  } catch {
    return true; // no stamp: never built
  }
}

/** Runs one builder at a time: a second command that starts meanwhile waits and then finds everything fresh. */
async function alone(work) {
  const lock = join(root, 'dist/.building');
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > 300_000) rmSync(lock, { recursive: true, force: true }); // its builder was killed
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

export async function buildIfStale(wanted = parts) {
  if (!wanted.some(isStale)) return;
  await alone(() => {
    for (const part of wanted.filter(isStale)) {
      console.error(`Building ${part.name} …`);
      part.run();
      writeFileSync(stampFile(part), stampOf(part));
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildIfStale(process.argv.includes('--client-only') ? parts.slice(0, 1) : parts);
