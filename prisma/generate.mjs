import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * Writes the typed client of prisma/schema.prisma into libs/database/generated. Needs no network: the CLI wants a schema
 * engine binary on its path although `generate` never runs it, so it is shown an executable that surely exists.
 */
export function generateClient() {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const { status, error, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--require',
      join(here, 'without-unused.cjs'),
      cli,
      'generate',
      '--schema',
      join(here, 'schema.prisma'),
      '--no-hints',
    ],
    {
      cwd: dirname(here),
      encoding: 'utf8',
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
    },
  );
  if (status !== 0) throw new Error(`prisma generate failed:\n${error?.message ?? ''}${stdout}${stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generateClient();
