// `npm test`: gets what the tests need, builds, runs them all, and ends with a plain line of counts.
// Arguments are handed to vitest, such as a path or `-t <name>`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../apps/cli/build.mjs';
import { installIfStale } from '../apps/cli/install.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const onPath = (name) => process.env.PATH.split(delimiter).some((folder) => existsSync(join(folder, name)));

/** Programs that npm cannot bring: taken from the PATH, or from Debian's packages where we may install. */
const programs = [
  { anyOf: ['redis-server', 'valkey-server'], debian: 'redis-server', for: 'the queue on Redis' },
  {
    anyOf: ['chromium', 'google-chrome', 'chromium-browser'],
    debian: 'chromium',
    for: 'the dashboard in a browser',
  },
];

function mayInstall() {
  return process.platform === 'linux' && process.getuid() === 0 && onPath('apt-get');
}

function getPrograms() {
  const missing = programs.filter(({ anyOf }) => !anyOf.some(onPath));
  if (missing.length === 0) return;
  if (mayInstall()) {
    console.error(`Installing ${missing.map(({ debian }) => debian).join(', ')} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (...args) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 2] }).status === 0;
    apt('update', '-qq') &&
      apt('install', '-y', '-qq', '--no-install-recommends', ...missing.map(({ debian }) => debian));
  }
  for (const { anyOf, for: use } of programs.filter((program) => !program.anyOf.some(onPath))) {
    console.error(`Not found: ${anyOf.join(' or ')}, for ${use}.`);
    if (process.env.CI) process.exit(1);
  }
}

installIfStale();
getPrograms();
await buildIfStale();

const folder = mkdtempSync(join(tmpdir(), 'showrunner-test-'));
const report = join(folder, 'report.json');
const vitest = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test' } },
);
if (!existsSync(report)) {
  console.error('vitest ended without a report.');
  process.exit(1);
}
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = JSON.parse(
  readFileSync(report, 'utf8'),
);
rmSync(folder, { recursive: true });
console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests + numTodoTests} skipped`);
process.exit(vitest.status === 0 && success && numPassedTests > 0 ? 0 : 1);
