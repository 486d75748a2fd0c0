import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { SecureHub } from '../support/secure-hub.js';
import { attackClasses } from './attack-classes.js';
import { errorsHideValues } from './errors-hide-values.js';
import { graphqlOverHttp } from './graphql-over-http.js';
import { registered, registeredGet } from './registered-get.js';

// One hub for all of it: starting one costs more than most of what is asked here.
let folder: string;
let hub: SecureHub;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-door-'));
  for (const [name, text] of Object.entries(registered)) {
    await writeFile(join(folder, `${name}.graphql`), text);
  }
  hub = await SecureHub.start({ KOMMUNHUB_OPERATIONS: folder });
});
afterAll(async () => {
  await hub?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the door of the graph', () => {
  describe('speaks GraphQL over HTTP', () => graphqlOverHttp(() => hub));
  describe('stands attacks', () => attackClasses(() => hub));
  describe('answers registered operations', () => registeredGet(() => hub));
  describe('keeps to itself what was written', () => errorsHideValues(() => hub));
});
