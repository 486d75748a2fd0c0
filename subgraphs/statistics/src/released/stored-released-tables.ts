import {
  BadInputError,
  type Release,
  type ReleasedPage,
  type ReleasedQuery,
  type ReleasedRow,
  type ReleasedTables,
  type RowFilter,
  type TableId,
} from '@kommunhub/schema';
import type { CursorCodec } from '@kommunhub/subgraph-kit';
import { filterSql, type Parameter } from './filter-sql.js';
import { type PageEnd, PageToken } from './page-token.js';
import { listReleases, type ReleaseRow, type RunSql, releasesInForce } from './releases-in-force.js';
import { afterSql, nextSql, orderColumns, orderSql } from './row-order.js';
import { type SqlColumns, sqlColumnsOf } from './table-columns.js';

/** The most rows of one page. */
export const MAX_RELEASED_PAGE = 20_000;
const mostSkipped = 100_000_000;

interface ReaderOptions {
  readonly run: RunSql;
  /** Makes and reads the places where pages end. */
  readonly codec: CursorCodec;
}

/**
 * Reads the released tables as they are stored: two statements a page, the
 * first of which finds the releases that the question is about.
 */
export class StoredReleasedTables implements ReleasedTables {
  constructor(private readonly options: ReaderOptions) {}

  async releases(table?: TableId): Promise<readonly Release[]> {
    return (await listReleases(this.options.run, table ?? null)).map(
      ({ sequence: _sequence, rowCount: _rows, day: _day, ...release }) => release,
    );
  }

  async stateOf(table: TableId): Promise<string> {
    const rows = await this.options.run<{ readonly latest: number }>(
      'select coalesce(max(sequence), 0) as latest from bi.releases where table_id = $1',
      [table],
    );
    return `${table}-${rows[0]?.latest ?? 0}`;
  }

  async read(query: ReleasedQuery): Promise<ReleasedPage> {
    const { table, release, filter, orderBy = [], limit, after } = query;
    refuseBounds(query);
    const columns = sqlColumnsOf(table, query.allowPartial === true);
    const order = orderColumns(orderBy, columns);
    const token = new PageToken(this.options.codec, query);
    const start = after === undefined ? null : token.read(after);
    // The first page skips; those after it begin where the one before ended.
    const skip = start === null ? (query.skip ?? 0) : 0;
    const upTo = start?.upTo ?? null;
    const found = await releasesInForce(this.options.run, { table, release, upTo });
    const inForce =
      start === null || order.length > 0 ? found : found.filter(({ period }) => period >= start.period);
    const needed =
      order.length === 0 && filter === undefined
        ? coverRows(inForce, skip + limit + 1 + (start?.ordinal ?? 0))
        : inForce;
    if (needed.length === 0) return { rows: [], next: null };
    const { parameters, parameter } = collector();
    const startSql = ({ values, period, ordinal }: PageEnd) =>
      order.length === 0
        ? nextSql([period, ordinal], parameter)
        : afterSql(order, values, [period, ordinal], parameter);
    const conditions = [
      ...(filter === undefined ? [] : [filterSql(filter, columns, parameter)]),
      ...(start === null ? [] : [startSql(start)]),
    ];
    const keys = order.map(({ column }, place) => `${column.sql}::text as "key ${place}"`);
    const rows = await this.options.run<StoredRow>(
      pageSql({
        columns,
        keys: keys.join(', '),
        where: conditions.join(' and ') || 'true',
        from: releasesSql(needed, parameter),
        order: orderSql(order),
        isOwnOrder: order.length === 0,
        bounds: [parameter(skip + limit + 1), parameter(skip), parameter(limit + 1)],
      }),
      parameters,
    );
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const state = upTo ?? Math.max(...found.map(({ sequence }) => sequence));
    return {
      rows: rows.slice(0, limit).map((row) => shownRow(row, columns)),
      next:
        last === undefined
          ? null
          : token.write({
              upTo: state,
              values: order.map((_, place) => last[`key ${place}`] as string | null),
              period: last['at period'] as string,
              ordinal: last['at ordinal'] as number,
            }),
    };
  }

  async count(query: Pick<ReleasedQuery, 'table' | 'release' | 'filter' | 'allowPartial'>): Promise<number> {
    const { table, release, filter } = query;
    const columns = sqlColumnsOf(table, query.allowPartial === true);
    const { parameters, parameter } = collector();
    const condition = filter === undefined ? null : filterSql(filter as RowFilter, columns, parameter);
    const inForce = await releasesInForce(this.options.run, { table, release, upTo: null });
    if (condition === null) return inForce.reduce((sum, { rowCount }) => sum + rowCount, 0);
    if (inForce.length === 0) return 0;
    const from = releasesSql(inForce, parameter);
    const rows = await this.options.run<{ readonly count: number }>(
      `select count(*) as count from ${from} ${joinSql} where ${condition}`,
      parameters,
    );
    return rows[0]?.count ?? 0;
  }
}

type StoredRow = Readonly<Record<string, string | number | boolean | null>>;

function refuseBounds({ limit, skip = 0 }: ReleasedQuery): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_RELEASED_PAGE)
    throw new BadInputError(`A page has 1 to ${MAX_RELEASED_PAGE} rows.`);
  if (!Number.isInteger(skip) || skip < 0 || skip > mostSkipped)
    throw new BadInputError(`From 0 to ${mostSkipped} rows can be skipped.`);
}

function collector(): { parameters: unknown[]; parameter: Parameter } {
  const parameters: unknown[] = [];
  return { parameters, parameter: (value) => `$${parameters.push(value)}` };
}

/** As many of the releases as hold that many rows. */
function coverRows(releases: readonly ReleaseRow[], rows: number): readonly ReleaseRow[] {
  let covered = 0;
  const end = releases.findIndex(({ rowCount }) => {
    covered += rowCount;
    return covered >= rows;
  });
  return end === -1 ? releases : releases.slice(0, end + 1);
}

function releasesSql(releases: readonly ReleaseRow[], parameter: Parameter): string {
  const lists = [
    `${parameter(releases.map(({ id }) => id))}::uuid[]`,
    `${parameter(releases.map(({ period }) => period))}::text[]`,
    `${parameter(releases.map(({ version }) => version))}::int[]`,
    `${parameter(releases.map(({ day }) => day))}::date[]`,
  ];
  return `unnest(${lists.join(', ')}) as release (id, period, version, day)`;
}

const joinSql = `join bi.cells cell on cell.release_id = release.id
  join bi.places place on place.release_id = cell.release_id and place.code = cell.node`;

interface PageParts {
  readonly columns: SqlColumns;
  readonly keys: string;
  readonly where: string;
  readonly from: string;
  readonly order: string;
  readonly isOwnOrder: boolean;
  /** Placeholders of: rows at most from one release, rows skipped, rows of the page. */
  readonly bounds: readonly [most: string, skip: string, limit: string];
}

/**
 * In the rows' own order a release is read along its index and no further
 * than the page reaches; any other order has to look at all rows first.
 */
function pageSql({ columns, keys, where, from, order, isOwnOrder, bounds }: PageParts): string {
  const [most, skip, limit] = bounds;
  const shown = [...columns.values()].map(({ name, sql }) => `${sql} as "${name}"`);
  const selected = [
    ...shown,
    ...(keys === '' ? [] : [keys]),
    `release.period as "at period"`,
    `cell.ordinal as "at ordinal"`,
  ];
  const source = isOwnOrder
    ? `${from} cross join lateral (
         select cell.* from bi.cells cell
           join bi.places place on place.release_id = cell.release_id and place.code = cell.node
          where cell.release_id = release.id and ${where} order by cell.ordinal limit ${most}) cell
         join bi.places place on place.release_id = release.id and place.code = cell.node`
    : `${from} ${joinSql}`;
  // Sorting narrow rows costs less than sorting those that are shown.
  return `select ${selected.join(', ')} from ${source}
     ${isOwnOrder ? '' : `where ${where} and ${most}::bigint > 0`} order by ${order} offset ${skip} limit ${limit}`;
}

function shownRow(row: StoredRow, columns: SqlColumns): ReleasedRow {
  return Object.fromEntries([...columns.keys()].map((name) => [name, row[name] ?? null]));
}
