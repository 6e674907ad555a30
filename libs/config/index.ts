export * from './package-root.js';
export * from './settings.js';
export * from './urls.js';
