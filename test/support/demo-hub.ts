import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Client } from 'pg';
import type { DemoLedger } from '../../gateway/src/hub/demo/index.js';
import { createLogger } from '../../gateway/src/hub/logger.js';
import { parseSettings } from '../../gateway/src/hub/settings.js';
import { type Hub, startHub } from '../../gateway/src/hub.js';
import { copyDataDirectory, demoTemplate, migrationsOfHub, now, writeLedger } from './demo-template.js';
import { createTestDatabase, settingsOf } from './test-database.js';

export { now } from './demo-template.js';

export interface DemoHub extends Hub {
  /** As the owner, past the row rules. */
  readonly owner: Client;
  readonly ownerUrl: string;
  /** What the demo wrote, made a second time in a folder of its own: same seed, same day, same bytes. */
  readonly ledger: DemoLedger;
  /** Everything the hub has logged. */
  log(): string;
  ask(
    role: 'region' | 'it' | 'handlaggare',
    query: string,
    variables?: object,
    headers?: Record<string, string>,
  ): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are as varied as the queries of the tests
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: { readonly code: string };
  }[];
}

/**
 * A whole hub with the demo, on a database and a data directory of its own, listening on a free port.
 * `environment` adds settings to those. The demo is a copy of one that was
 * loaded before, but for tests of the loading itself: `isLoadedHere`.
 */
export async function startDemoHub(
  environment: Record<string, string> = {},
  { isLoadedHere = false }: { readonly isLoadedHere?: boolean } = {},
): Promise<DemoHub> {
  const folder = await mkdtemp(join(tmpdir(), 'kommunhub-hub-'));
  const dataDirectory = environment.KOMMUNHUB_DATA_DIR ?? join(folder, 'data');
  const template = isLoadedHere ? null : await demoTemplate();
  if (template !== null) await copyDataDirectory(template, dataDirectory);
  const database = await createTestDatabase(
    template === null ? {} : { migrations: migrationsOfHub, template: template.database },
  );
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const settings = parseSettings({
    ...settingsOf(database),
    KOMMUNHUB_PORT: '0',
    ...environment,
    KOMMUNHUB_DATA_DIR: dataDirectory,
  });
  const hub = await startHub({ settings, demo: true, clock: () => now, logger: createLogger(destination) });
  const ledger = template?.ledger ?? (await writeLedger(join(folder, 'ledger')));
  return {
    ...hub,
    owner: database.owner,
    ownerUrl: database.ownerUrl,
    ledger,
    log: () => lines.join(''),
    ask: (role, query, variables, headers) =>
      post(hub.url, hub.demoTokens?.[role], { query, variables }, headers),
    async stop() {
      await hub.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Posts a body to the graph as a client does. */
export async function post(
  url: string,
  token: string | undefined,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}
