import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Client } from 'pg';
import { type DemoLedger, writeDemo } from '../../gateway/src/hub/demo/index.js';
import { demoSeed } from '../../gateway/src/hub/load-demo.js';
import { createLogger } from '../../gateway/src/hub/logger.js';
import { parseSettings } from '../../gateway/src/hub/settings.js';
import { type Hub, startHub } from '../../gateway/src/hub.js';
import { createTestDatabase, settingsOf } from './test-database.js';

/** The moment at which the tests' clock stands. */
export const now = new Date('2026-11-02T09:00:00Z');

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
 * `environment` adds settings to those.
 */
export async function startDemoHub(environment: Record<string, string> = {}): Promise<DemoHub> {
  const folder = await mkdtemp(join(tmpdir(), 'kommunhub-hub-'));
  const database = await createTestDatabase();
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const settings = parseSettings({
    ...settingsOf(database),
    KOMMUNHUB_DATA_DIR: join(folder, 'data'),
    KOMMUNHUB_PORT: '0',
    ...environment,
  });
  const hub = await startHub({ settings, demo: true, clock: () => now, logger: createLogger(destination) });
  const second = join(folder, 'ledger');
  const target = {
    sourcesFolder: join(second, 's'),
    deliveriesFolder: join(second, 'd'),
    delegationFolder: join(second, 'o'),
  };
  const ledger = await writeDemo(target, { seed: demoSeed, today: '2026-11-02' });
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
