#!/usr/bin/env node
// The way in for `npm start` and `npx showrunner`. Uses nothing but Node, so that it runs before anything is
// installed or built; then it hands over to apps/cli/main.ts.
import { buildIfStale } from './build.mjs';
import { installIfStale } from './install.mjs';

installIfStale();
await buildIfStale().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
await import('../../dist/apps/cli/main.js');
