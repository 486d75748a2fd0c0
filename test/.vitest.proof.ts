import { defineConfig } from 'vitest/config';
import { exclude, globalSetup, project } from '../.vitest.config.js';

export default defineConfig({
  ...project,
  root: new URL('..', import.meta.url).pathname,
  test: {
    ...{ globalSetup, exclude, maxWorkers: 2 },
    ...{ include: ['**/*.long.ts'], testTimeout: 3_600_000, hookTimeout: 600_000 },
  },
});
