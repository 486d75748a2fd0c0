import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import {
  connectDatabase,
  type HubDatabase,
  hubMigrations,
  KeyRing,
  type LoginUrls,
  type MigrationClass,
  migrate,
  passwordOfAll,
} from '../../subgraphs/kit/src/index.js';

type ConnectOptions = Parameters<typeof connectDatabase>[0];

export interface TestDatabase {
  readonly ownerUrl: string;
  readonly urls: LoginUrls;
  /** Connected as the owner, who is a superuser and so sees past the row rules. */
  readonly owner: Client;
  readonly database: HubDatabase;
  readonly keyRing: KeyRing;
  drop(): Promise<void>;
  /** Closes everything and keeps the database under the name, to be copied by others. */
  becomeTemplate(name: string): Promise<void>;
}

interface TestDatabaseOptions extends Pick<ConnectOptions, 'entities' | 'onStatement'> {
  /** Migrations after the kit's own. */
  readonly migrations?: readonly MigrationClass[];
  /** The database to copy, which the migrations have made; left out: one that has nothing in it. */
  readonly template?: string;
}

const password = 'test';
const passwords = passwordOfAll(password);
const templateLock = 7_061_966;

/** A database of its own, copied from one that has been migrated once in the run, with open pools and keys. */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const migrations = [...hubMigrations, ...(options.migrations ?? [])];
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = await connect(inject('postgresOwnerUrl'));
  const template = options.template ?? (await migratedTemplate(server, migrations));
  await server.query(`create database ${name} template ${template}`);
  const ownerUrl = urlOf(name);
  // Rights on the database itself are not copied with it.
  await migrate(ownerUrl, migrations, passwords);
  const urls = {
    app: urlOf(name, 'hub_app'),
    ingest: urlOf(name, 'hub_ingest'),
    audit: urlOf(name, 'hub_audit'),
    lifecycle: urlOf(name, 'hub_lifecycle'),
    statistics: urlOf(name, 'hub_statistics'),
    bi: urlOf(name, 'hub_bi'),
  };
  const { entities = [], onStatement } = options;
  const database = await connectDatabase({
    urls,
    entities,
    poolSize: 4,
    ...(onStatement === undefined ? {} : { onStatement }),
  });
  const owner = await connect(ownerUrl);
  const endWith = async (statement: string) => {
    await database.close();
    await owner.end();
    await server.query(statement);
    await server.end();
  };
  return {
    ownerUrl,
    urls,
    owner,
    database,
    keyRing: new KeyRing(randomBytes(32), database.app),
    drop: () => endWith(`drop database ${name} with (force)`),
    becomeTemplate: (template) => endWith(`alter database ${name} rename to ${template}`),
  };
}

/**
 * The settings by which a hub stands on the database. Logins belong to the
 * whole server: a hub with passwords of its own would lock the other tests out.
 */
export function settingsOf({
  ownerUrl,
  urls,
}: Pick<TestDatabase, 'ownerUrl' | 'urls'>): Record<string, string> {
  const ofLogins = Object.entries(urls).map(([login, url]) => [
    `KOMMUNHUB_DATABASE_URL_HUB_${login.toUpperCase()}`,
    url,
  ]);
  return { KOMMUNHUB_DATABASE_URL: ownerUrl, ...Object.fromEntries(ofLogins) };
}

/** The address of a database of the run's server, as the owner or as a login of the hub. */
export function urlOf(database: string, login?: string): string {
  const url = new URL(inject('postgresOwnerUrl'));
  url.pathname = database;
  if (login !== undefined) {
    url.username = login;
    url.password = password;
  }
  return url.href;
}

export async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

async function migratedTemplate(server: Client, migrations: readonly MigrationClass[]): Promise<string> {
  const names = migrations.map((migration) => migration.name).join(' ');
  const template = `template_${createHash('sha256').update(names).digest('hex').slice(0, 12)}`;
  // Test files run side by side: the first makes the template, the others wait for it.
  await server.query('select pg_advisory_lock($1)', [templateLock]);
  try {
    const { rows } = await server.query('select 1 from pg_database where datname = $1', [template]);
    if (rows.length > 0) return template;
    const unfinished = `${template}_unfinished`;
    await server.query(`drop database if exists ${unfinished}`);
    await server.query(`create database ${unfinished}`);
    await migrate(urlOf(unfinished), migrations, passwords);
    await server.query(`alter database ${unfinished} rename to ${template}`);
    return template;
  } finally {
    await server.query('select pg_advisory_unlock($1)', [templateLock]);
  }
}
