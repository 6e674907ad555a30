export * from './transcriber.js';
