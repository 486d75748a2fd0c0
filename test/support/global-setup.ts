import type { TestProject } from 'vitest/node';
import { startTestPostgres } from './postgres.js';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgresOwnerUrl: string;
  }
}

/** One PostgreSQL for the whole run; its address reaches the tests through `inject`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres();
  project.provide('postgresOwnerUrl', postgres.ownerUrl);
  return () => postgres.stop();
}
