export * from './create-transcriber.js';
export { correctNames } from './glossary/correct-names.js';
export * from './sounds/index.js';
export * from './transcriber.js';
