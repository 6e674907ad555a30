export * from './create-language-model.js';
export * from './embedder.js';
export * from './key-phrases.js';
export * from './language-model.js';
export * from './stop-words.js';
export * from './tokenizers.js';
export * from './vectors.js';
