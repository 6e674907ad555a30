export * from './object-store.js';
export { openObjectStore } from './open-object-store.js';
export { withScratch } from './scratch.js';
