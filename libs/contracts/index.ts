export * from './api.js';
export * from './apple-categories.js';
export * from './artifacts.js';
export * from './ask.js';
export * from './base.js';
export * from './episode.js';
export * from './errors.js';
export * from './sounds.js';
