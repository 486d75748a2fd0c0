import { HubError, type ReleasedTables } from '@kommunhub/schema';
import { type RunSql, StoredReleasedTables } from '@kommunhub/statistics';
import { CursorCodec, columnParsers, type KeyRing } from '@kommunhub/subgraph-kit';
import { DatabaseError, Pool } from 'pg';
import { hubAddressOf } from '../bi/hub-address.js';
import { createODataDoor, servicePath } from '../bi/odata/index.js';
import { createStatisticsDoor } from '../bi/statistics-door.js';
import type { ReportUnexpected } from '../errors/format-error.js';
import type { Door } from '../http/door.js';
import type { Handler } from '../http/hub-server.js';
import type { Closing } from './closing.js';
import type { Identify } from './identify.js';

/** The login has twenty; the others are for analysts who ask in SQL. */
const connections = 8;

/**
 * The reader of what is released, as the login hub_bi, which reads nothing else:
 * no question at these doors can reach further, however it is put.
 */
export function openReleasedTables(url: string, keyRing: KeyRing, closing: Closing): ReleasedTables {
  const pool = new Pool({
    connectionString: url,
    types: columnParsers,
    max: connections,
    application_name: 'kommunhub hub_bi',
    connectionTimeoutMillis: 10_000,
  });
  // A connection that is lost while nobody uses it is made anew when it is needed.
  pool.on('error', () => undefined);
  closing.add(() => pool.end());
  const run: RunSql = async <Row>(sql: string, parameters: readonly unknown[]) => {
    const { rows } = await pool.query(sql, [...parameters]).catch(throwCoded);
    return rows as readonly Row[];
  };
  return new StoredReleasedTables({ run, codec: new CursorCodec(keyRing.derive('cursors')) });
}

function throwCoded(cause: unknown): never {
  // 57014: statement_timeout of the login.
  if (cause instanceof DatabaseError && cause.code === '57014')
    throw new HubError('OPERATION_TIMEOUT', 'The question took too long; ask for less at a time.', { cause });
  const isAway = !(cause instanceof DatabaseError) || /^(08|53|57P)/.test(cause.code ?? '');
  if (isAway) throw new HubError('DATABASE_UNAVAILABLE', 'The database does not answer.', { cause });
  throw cause;
}

interface TableDoors {
  readonly tables: ReleasedTables;
  readonly identify: Identify;
  readonly door: Door;
  readonly report: ReportUnexpected;
}

/** What is served under /statistics/ and /odata/v4/, by path. */
export function tableRoutes({
  tables,
  identify,
  door,
  report,
}: TableDoors): Readonly<Record<string, Handler>> {
  const shared = { tables, identify, addressOf: addressFor(door) };
  const files = createStatisticsDoor(shared);
  const odata = createODataDoor(shared, report);
  return {
    '/statistics': files,
    '/statistics/': files,
    [servicePath]: odata,
    [servicePath.slice(0, -1)]: odata,
  };
}

function addressFor({ trustedProxies }: Door) {
  return (request: Parameters<typeof hubAddressOf>[0]) => hubAddressOf(request, trustedProxies);
}
