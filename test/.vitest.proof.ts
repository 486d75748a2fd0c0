import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../.vitest.config.js';

export default mergeConfig(
  { ...base, test: { ...base.test, include: [] } },
  defineConfig({
    root: new URL('..', import.meta.url).pathname,
    test: { include: ['**/*.long.ts'], testTimeout: 3_600_000, hookTimeout: 600_000 },
  }),
);
