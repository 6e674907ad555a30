/**
 * Preloaded before Prisma's CLI by generate.mjs. The CLI loads Studio's data adapters at start whatever the command,
 * and Studio is left out of the install (package.json, `overrides`: it is 80 MB that Showrunner never shows).
 */
const Module = require('node:module');

const load = Module._load;
Module._load = function loadWithoutStudio(request, ...rest) {
  return request.startsWith('@prisma/studio-core/') ? {} : load.call(this, request, ...rest);
};
