import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startTestPostgres } from './postgres.js';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgresOwnerUrl: string;
    /** Where the demo that tests copy is kept; empty until the first asks for it. */
    readonly demoFolder: string;
  }
}

/** One PostgreSQL and one demo for the whole run; where they are reaches the tests through `inject`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres();
  const demoFolder = await mkdtemp(join(tmpdir(), 'kommunhub-demo-'));
  project.provide('postgresOwnerUrl', postgres.ownerUrl);
  project.provide('demoFolder', demoFolder);
  return async () => {
    await postgres.stop();
    await rm(demoFolder, { recursive: true, force: true });
  };
}
