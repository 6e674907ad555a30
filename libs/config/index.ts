export * from './engines.js';
export * from './fork-script.js';
export * from './models.js';
export * from './package-root.js';
export * from './pull-model.js';
export * from './settings.js';
export * from './urls.js';
