import { defineConfig } from 'vitest/config';

const resolve = {
  conditions: ['kommunhub-source', 'node', 'module'],
  // vitest would load graphql twice (index.mjs for sources, index.js for packages): one realm only.
  alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
};
const patience = { testTimeout: 60_000, hookTimeout: 180_000 };
/** Files that open the whole hub for a few questions each: loading it costs more than asking. */
const together = [
  'test/security/{http,identity,owasp,audit,lifecycle,matrix,policy,secrecy-scan}/**/*.test.ts',
];

/** What every project of tests shares. */
export const project = { resolve, ssr: { resolve: { conditions: resolve.conditions } } };
export const exclude = ['**/node_modules/**', '**/dist/**'];
/** One PostgreSQL for all projects. */
export const globalSetup = ['test/support/global-setup.ts'];

export default defineConfig({
  ...project,
  test: {
    globalSetup,
    maxWorkers: 2,
    projects: [
      {
        ...project,
        test: {
          ...patience,
          name: 'apart',
          include: ['**/src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [...exclude, ...together],
        },
      },
      { ...project, test: { ...patience, name: 'together', isolate: false, include: together, exclude } },
    ],
  },
});
