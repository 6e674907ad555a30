import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = 'http://127.0.0.1:4400';

export default defineConfig(({ command }) => {
  // Whoever builds, such as a test run with NODE_ENV=test, gets React as users do.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    root: here('.'),
    plugins: [react()],
    /** `source` lets `#contracts` resolve to TypeScript, so that the dashboard builds before the servers do. */
    resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
    build: { outDir: here('../../dist/dashboard'), emptyOutDir: true, target: 'es2022' },
    /** `vite dev` talks to a Showrunner that was started beside it. */
    server: { proxy: { '/api': server, '/media': server, '/feeds': server, '/listen': server } },
  };
});
