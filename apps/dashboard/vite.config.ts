import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  plugins: [react()],
  /** `source` lets `#contracts` resolve to TypeScript, so that the dashboard builds before the servers do. */
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: { outDir: here('../../dist/dashboard'), emptyOutDir: true, target: 'es2022' },
  /** `vite dev` talks to a Showrunner that was started beside it. */
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:4400',
      '/media': 'http://127.0.0.1:4400',
      '/feeds': 'http://127.0.0.1:4400',
    },
  },
});
