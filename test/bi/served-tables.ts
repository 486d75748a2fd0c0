import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReleasedTables } from '@kommunhub/schema';
import { hubAddressOf } from '../../gateway/src/bi/hub-address.js';
import { createODataDoor } from '../../gateway/src/bi/odata/index.js';
import { createStatisticsDoor } from '../../gateway/src/bi/statistics-door.js';
import { type RunSql, storedKeys, storeKey } from '../../gateway/src/hub/api-key-store.js';
import { identifyWith } from '../../gateway/src/hub/identify.js';
import {
  hashSecret,
  type KeyRole,
  newApiKey,
  type PresentedKey,
} from '../../gateway/src/identity/api-keys.js';
import { KeyCheck } from '../../gateway/src/identity/key-check.js';
import { blockList } from '../../gateway/src/identity/reachable-address.js';
import { openFilledWorld, type ReleasedWorld } from '../support/released-world.js';

/** The doors at /statistics/ and /odata/v4/ over releases in PostgreSQL, with keys, and nothing else of a hub. */
export class ServedTables {
  private constructor(
    readonly url: string,
    readonly world: ReleasedWorld,
    /** What the doors read; a test may put another reader before it. */
    readonly reading: { tables: ReleasedTables },
    /** What went wrong after the answer had begun. */
    readonly failures: readonly unknown[],
    /** A key that reads every table. */
    readonly key: PresentedKey,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(openWorld = openFilledWorld): Promise<ServedTables> {
    const world = await openWorld();
    const run = sqlOf(world);
    const clock = () => new Date();
    const identify = identifyWith({
      tokenKey: randomBytes(32),
      takesDevelopmentTokens: async () => false,
      keys: new KeyCheck(storedKeys(run), clock),
      loadGrants: async () => [],
      clock,
    });
    const reading = { tables: world.tables };
    const door = {
      get tables() {
        return reading.tables;
      },
      identify,
      addressOf: (request: IncomingMessage) => hubAddressOf(request, blockList([])),
    };
    const failures: unknown[] = [];
    const files = createStatisticsDoor(door);
    const odata = createODataDoor(door, (_id, error) => failures.push(error));
    const server = createServer((request: IncomingMessage, response: ServerResponse) => {
      const handle = request.url?.startsWith('/odata/v4') ? odata : files;
      handle(request, response).catch((error) => {
        failures.push(error);
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      });
    });
    // As the hub does: idle connections are not closed under a client that is about to use them.
    server.keepAliveTimeout = 65_000;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const stop = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await world.drop();
    };
    return new ServedTables(url, world, reading, failures, await keyOf(run, 'bi', null), stop);
  }

  /** The header of that key. */
  get authorization(): string {
    return basic(this.key);
  }

  get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
    const request = { method, headers: { authorization: this.authorization, ...headers } };
    return fetch(`${this.url}${path}`, { redirect: 'manual', ...request });
  }

  /** The header of a new key of the role, for the tables or all. */
  async makeKey(role: KeyRole, tables: readonly string[] | null): Promise<string> {
    return basic(await keyOf(sqlOf(this.world), role, tables));
  }
}

function sqlOf({ test }: ReleasedWorld): RunSql {
  return async (sql, parameters) => (await test.owner.query(sql, [...parameters])).rows as never;
}

async function keyOf(run: RunSql, role: KeyRole, tables: readonly string[] | null): Promise<PresentedKey> {
  const key = newApiKey();
  const { id, secret } = key;
  const namndId = role === 'bi' ? null : '2080-LSS';
  await storeKey(run, {
    ...{ id, secretHash: hashSecret(secret), name: 'test', role, namndId, createdBy: 'test' },
    scope: { sourceId: role === 'bi' ? null : 'falun', kommunCodes: role === 'bi' ? [] : ['2080'], tables },
    ...{ createdAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000) },
  });
  return key;
}

function basic({ id, secret }: PresentedKey): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}
