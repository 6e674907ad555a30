import { defineConfig } from 'vitest/config';

/** Only `source` is added to the conditions: listing `import` or `default` here reaches node itself and breaks CommonJS packages such as pg. */
const conditions = ['source', 'node'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{apps,bench,libs,test}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // These publish TypeScript under `source` too, which only Vite can load.
    server: { deps: { inline: ['ai', /@ai-sdk\//, 'eventsource-parser'] } },
  },
});
