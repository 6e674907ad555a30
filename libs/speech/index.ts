export * from './create-transcriber.js';
export * from './sounds/index.js';
export * from './transcriber.js';
