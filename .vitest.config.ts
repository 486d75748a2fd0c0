import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    conditions: ['kommunhub-source', 'node', 'module'],
    // vitest would load graphql twice (index.mjs for sources, index.js for packages): one realm only.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  ssr: { resolve: { conditions: ['kommunhub-source', 'node', 'module'] } },
  test: {
    include: ['**/src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
