import { HubError } from '@kommunhub/schema';
import type { ClientBase } from 'pg';
import { DataSource, type EntitySchema, type QueryRunner } from 'typeorm';
import type { AnyClass } from '../class-type.js';
import { hubEntities } from '../entities/index.js';
import { columnParsers } from './column-parsers.js';
import type { StatementHook } from './statements.js';

/** The logins that work on the database after migration, none with more rights than its work needs. */
export type Login = 'hub_app' | 'hub_ingest' | 'hub_audit' | 'hub_lifecycle' | 'hub_statistics' | 'hub_bi';

export interface DatabaseUrls {
  readonly app: string;
  readonly ingest: string;
}

/**
 * Addresses of all logins: `audit` seals the log; `lifecycle` renews keys, does
 * gallring and lets a nämnd leave; `statistics` builds releases from facts; `bi`
 * reads what is released.
 */
export interface LoginUrls extends DatabaseUrls {
  readonly audit: string;
  readonly lifecycle: string;
  readonly statistics: string;
  readonly bi: string;
}

export interface DatabaseOptions {
  readonly urls: DatabaseUrls;
  /** Entities of the subgraphs, beside the kit's own. */
  readonly entities?: readonly (AnyClass | EntitySchema)[];
  readonly onStatement?: StatementHook;
  /** Connections per login. */
  readonly poolSize?: number;
}

/** The open pools. `app` reads under row-level security; `ingest` writes what sources deliver. */
export interface HubDatabase {
  readonly app: DataSource;
  readonly ingest: DataSource;
  readonly onStatement: StatementHook | undefined;
  close(): Promise<void>;
}

/**
 * Opens one pool per login.
 *
 * @throws HubError DATABASE_UNAVAILABLE when a login cannot connect.
 */
export async function connectDatabase(options: DatabaseOptions): Promise<HubDatabase> {
  const entities = [...hubEntities, ...(options.entities ?? [])];
  const app = dataSource('hub_app', options.urls.app, entities, options.poolSize ?? 20);
  const ingest = dataSource('hub_ingest', options.urls.ingest, entities, options.poolSize ?? 8);
  const opened: DataSource[] = [];
  try {
    for (const source of [app, ingest]) opened.push(await source.initialize());
  } catch (cause) {
    await Promise.allSettled(opened.map((source) => source.destroy()));
    throw new HubError('DATABASE_UNAVAILABLE', 'A login of the hub cannot connect to the database.', {
      cause,
    });
  }
  return {
    app,
    ingest,
    onStatement: options.onStatement,
    close: async () => {
      await Promise.all([app.destroy(), ingest.destroy()]);
    },
  };
}

function dataSource(
  login: string,
  url: string,
  entities: readonly (AnyClass | EntitySchema)[],
  poolSize: number,
): DataSource {
  return new DataSource({
    type: 'postgres',

    url,
    entities: [...entities],
    applicationName: `kommunhub ${login}`,
    installExtensions: false,
    poolSize,
    // A pool that stays full is told of rather than waited for without end.
    extra: { types: columnParsers, connectionTimeoutMillis: 10_000 },
  });
}

/** The pooled connection under a query runner, for statements that need no ORM. */
export async function rawConnection(runner: QueryRunner): Promise<ClientBase> {
  return (await runner.connect()) as ClientBase;
}
