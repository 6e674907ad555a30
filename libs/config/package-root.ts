import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from)
    throw new Error('Showrunner was moved out of its package: package.json is missing above it.');
  return findRoot(parent);
}

/** The folder of Showrunner's package.json: the same whether the code runs from its source or from dist/. */
export const packageRoot = findRoot(dirname(fileURLToPath(import.meta.url)));
