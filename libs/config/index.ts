export * from './settings.js';
export * from './urls.js';
