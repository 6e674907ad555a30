export * from './evidence.js';
export * from './links.js';
export * from './numbers.js';
export * from './prose.js';
export * from './words.js';
