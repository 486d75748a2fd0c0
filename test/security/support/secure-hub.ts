import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type NewKey, type RunSql, storeKey } from '../../../gateway/src/hub/api-key-store.js';
import { createLogger } from '../../../gateway/src/hub/logger.js';
import { afterMerge, entities, migrations, tableSpecs } from '../../../gateway/src/hub/parts.js';
import { parseSettings } from '../../../gateway/src/hub/settings.js';
import { startHub } from '../../../gateway/src/hub.js';
import { hashSecret, newApiKey } from '../../../gateway/src/identity/api-keys.js';
import { createOpenRun, hubMigrations, KeyRing, registerSource } from '../../../subgraphs/kit/src/index.js';
import { aCase, aDecision, aPerson, aStaff, rowsOf } from '../../support/small-model.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { falun, gagnef } from '../../support/two-namnder.js';
import { TestIssuer } from './test-issuer.js';

/** What an attacker must never meet in an answer: the people of the two nämnder. */
export const secrets = {
  falun: { personnummer: '199001010017', name: 'Robin Exempel' },
  gagnef: { personnummer: '198505050014', name: 'Alex Prov' },
} as const;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are as varied as the attacks
  readonly data: any;
  readonly codes: readonly string[];
}

/**
 * A hub with real rules over two small nämnder that do not work together:
 * Falun, for which the tests' issuer may speak, and Gagnef, for which not.
 */
export class SecureHub {
  private constructor(
    readonly url: string,
    readonly issuer: TestIssuer,
    readonly database: TestDatabase,
    private readonly lines: readonly string[],
    readonly progress: readonly string[],
    readonly stop: () => Promise<void>,
  ) {}

  static async start(environment: Record<string, string> = {}, entry: object = {}): Promise<SecureHub> {
    const folder = await mkdtemp(join(tmpdir(), 'kommunhub-secure-'));
    const issuer = await TestIssuer.start();
    const issuers = join(folder, 'issuers.json');
    await writeFile(issuers, JSON.stringify({ issuers: [issuer.entry(entry)] }));
    const database = await createTestDatabase({
      migrations: migrations.slice(hubMigrations.length),
      entities,
    });
    const personKey = randomBytes(32);
    await fill(database, new KeyRing(personKey, database.database.app));
    const lines: string[] = [];
    const progress: string[] = [];
    const destination = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const logins = Object.entries(database.urls).map(([login, url]) => [
      `KOMMUNHUB_DATABASE_URL_HUB_${login.toUpperCase()}`,
      url,
    ]);
    const hub = await startHub({
      settings: parseSettings({
        KOMMUNHUB_DATABASE_URL: database.ownerUrl,
        ...Object.fromEntries(logins),
        KOMMUNHUB_DATA_DIR: join(folder, 'data'),
        KOMMUNHUB_PERSON_KEY: personKey.toString('hex'),
        KOMMUNHUB_PORT: '0',
        KOMMUNHUB_ISSUERS: issuers,
        KOMMUNHUB_ISSUERS_ON_LOOPBACK: 'true',
        ...environment,
      }),
      demo: false,
      clock: () => new Date(),
      logger: createLogger(destination),
      onProgress: (line) => progress.push(line),
    });
    const stop = async () => {
      await hub.stop();
      await database.drop();
      await issuer.stop();
      await rm(folder, { recursive: true, force: true });
    };
    return new SecureHub(hub.url, issuer, database, lines, progress, stop);
  }

  /** Everything the hub has logged. */
  log(): string {
    return this.lines.join('');
  }

  /** Sends one operation as the bearer of the token. */
  ask(token: string | null, query: string, variables?: object, headers: Record<string, string> = {}) {
    const body = JSON.stringify({ query, variables });
    return this.send(
      '/graphql',
      { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } },
      token,
    );
  }

  async send(path: string, request: RequestInit, token: string | null = null): Promise<Answer> {
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`${this.url}${path}`, {
      redirect: 'manual',
      ...request,
      headers: { ...authorization, ...(request.headers as Record<string, string>) },
    });
    const text = await response.text();
    const { status, headers } = response;
    return { status, headers, text, ...parsed(text) };
  }

  /** Makes a key straight in the database, as the command does. */
  async makeKey(changes: Partial<NewKey> = {}) {
    const { id, secret } = newApiKey();
    const run: RunSql = async (sql, parameters) =>
      (await this.database.owner.query(sql, [...parameters])).rows as never;
    await storeKey(run, {
      ...{ id, secretHash: hashSecret(secret), name: 'test', role: 'bi', namndId: null, createdBy: 'test' },
      scope: { sourceId: null, kommunCodes: [], tables: null },
      ...{ createdAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000) },
      ...changes,
    });
    return {
      id,
      secret,
      bearer: `${id}.${secret}`,
      basic: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
    };
  }
}

/** The scope of a service key for Falun. */
export const serviceOfFalun = {
  ...({ role: 'service', namndId: '2080-LSS' } as const),
  scope: { sourceId: falun.id, kommunCodes: ['2080'], tables: null },
};

function parsed(text: string): Pick<Answer, 'data' | 'codes'> {
  try {
    const { data, errors = [] } = JSON.parse(text) as {
      data?: unknown;
      errors?: { extensions: { code: string } }[];
    };
    return { data, codes: errors.map(({ extensions }) => extensions?.code) };
  } catch {
    // Plain text, or nothing: the test looks at status and text.
    return { data: undefined, codes: [] };
  }
}

async function fill({ database }: TestDatabase, keyRing: KeyRing): Promise<void> {
  const openRun = createOpenRun(database, keyRing, tableSpecs, { afterMerge });
  for (const source of [falun, gagnef]) {
    const kommunCode = source.kommunCodes[0] ?? '';
    const person = source === falun ? secrets.falun : secrets.gagnef;
    await registerSource(database, keyRing, { ...source, demo: false });
    const run = await openRun({ ...source, demo: false });
    await run.write(
      rowsOf(
        aStaff('s1', { kommunCode }),
        aPerson('p1', { kommunCode, ...person }),
        aCase('c1', 'p1', { kommunCode, handlaggareSourceId: 's1' }),
        aDecision('d1', 'c1', { kommunCode, decidedBySourceId: 's1' }),
      ),
    );
    await run.finish(new Date());
  }
}
