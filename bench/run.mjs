// `npm run bench [-- name …]`: builds, then runs bench/<name>.bench.ts one after the other and prints their rows.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../apps/cli/build.mjs';
import { installIfStale } from '../apps/cli/install.mjs';

installIfStale();
await buildIfStale();
const here = dirname(fileURLToPath(import.meta.url));
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', '--conditions=source', join(here, 'main.ts'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
