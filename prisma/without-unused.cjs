/**
 * Preloaded before Prisma's CLI by generate.mjs. The CLI loads Studio and its local development server at start,
 * whatever the command, and both are left out of the install (package.json, `overrides`: 140 MB that Showrunner never
 * uses).
 */
const Module = require('node:module');

const leftOut = /^@prisma\/(studio-core\/|dev$|dev\/)/;

const load = Module._load;
Module._load = function loadWithoutUnused(request, ...rest) {
  return leftOut.test(request) ? {} : load.call(this, request, ...rest);
};
