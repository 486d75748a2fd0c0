import { columnsOf, type Release, type ReleasedRow, statisticTables, type TableId } from '@kommunhub/schema';
import { createStatisticsSubgraph } from '@kommunhub/statistics';
import { parse } from 'csv-parse/sync';
import { parse as parseGraph } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCaller } from '../support/callers.js';
import { everyRow } from './every-row.js';
import { ServedTables } from './served-tables.js';

/** A row as every door tells it in the end: each cell as a text, null where there is none. */
type Told = Readonly<Record<string, string | null>>;

/** What is asked of a table: all of it, one release, or also what a kommun is missing from. */
interface Question {
  readonly release?: string;
  readonly allowPartial?: boolean;
}

/** Reads a whole table through a door as its users do. */
type ReadThroughDoor = (table: TableId, question: Question) => Promise<readonly Told[]>;

let served: ServedTables;
beforeAll(async () => {
  served = await ServedTables.start();
});
afterAll(() => served?.stop());

const csv =
  (dialect: 'excel' | 'rfc4180'): ReadThroughDoor =>
  async (table, question) => {
    const [delimiter, decimal] = dialect === 'rfc4180' ? [',', '.'] : [';', ','];
    const response = await served.get(
      `/statistics/${table}.csv?dialect=${dialect}&${parametersOf(question)}`,
    );
    const rows = parse(await response.text(), {
      delimiter,
      recordDelimiter: '\r\n',
      columns: true,
      bom: true,
    });
    return (rows as Record<string, string>[]).map((row) =>
      Object.fromEntries(
        columnsOf(statisticTables.find(({ id }) => id === table)!).map(({ name, type }) => {
          const text = row[name] ?? '';
          const plain = /^="(.*)"$/.exec(text)?.[1] ?? text;
          return [name, text === '' ? null : type === 'decimal' ? plain.replace(decimal, '.') : plain];
        }),
      ),
    );
  };

const odata: ReadThroughDoor = async (table, question) => {
  const rows: Record<string, unknown>[] = [];
  let path: string | undefined = `/odata/v4/${table}?${parametersOf(question)}`;
  // Exact: numbers as texts, as they are written, and not as JavaScript's.
  const headers = { accept: 'application/json;IEEE754Compatible=true;odata.metadata=none' };
  while (path !== undefined) {
    const response: Response = await served.get(path, headers);
    const page = (await response.json()) as { value: Record<string, unknown>[]; '@odata.nextLink'?: string };
    expect(response.status).toBe(200);
    rows.push(...page.value);
    path = page['@odata.nextLink']?.slice(served.url.length);
  }
  return rows.map(asTold);
};

interface Cell {
  readonly dimensions: readonly { readonly dimension: string; readonly value: string }[];
  readonly measures: readonly { readonly id: string; readonly value: string | null }[];
  readonly suppressed: boolean;
  readonly reason: string | null;
  readonly complete: boolean;
}

const subgraph = createStatisticsSubgraph();
const cellsOf = parseGraph(`query ($table: ID!, $release: ID, $allowPartial: Boolean) {
  statistics(table: $table, release: $release, allowPartial: $allowPartial) { release { period version }
    cells { dimensions { dimension value } measures { id value } suppressed reason complete } } }`);

/** One question a release, as an answer of the graph is of one. */
const graph: ReadThroughDoor = async (table, { release, allowPartial }) => {
  const { database, keyRing } = served.world.test;
  const region = {
    role: 'region',
    kommunCode: null,
    namndId: null,
    purpose: 'STATISTIK',
    grants: [],
  } as const;
  const onUnexpectedError = (_id: string, error: unknown) => expect.fail(String(error));
  const services = { database, keyRing, clock: () => new Date(), onUnexpectedError };
  const rows: Told[] = [];
  for (const id of release === undefined ? await latestOf(table) : [release]) {
    const variables = { table, release: id, allowPartial };
    const asked = { document: cellsOf, variables, caller: aCaller(region), services };
    const { data, errors } = await subgraph.execute(asked);
    expect(errors).toBeUndefined();
    const { release: of, cells } = (data as { statistics: { release: Release; cells: Cell[] } }).statistics;
    rows.push(...cells.map((cell) => toldOf(table, of, cell)));
  }
  return rows;
};

async function latestOf(table: TableId): Promise<readonly string[]> {
  const releases = await served.world.tables.releases(table);
  const latest = releases.filter(
    ({ period, version }) => !releases.some((other) => other.period === period && other.version > version),
  );
  return latest.toSorted((one, other) => (one.period < other.period ? -1 : 1)).map(({ id }) => id);
}

/** A cell of the graph by the columns that it has; it names only the division that it belongs to. */
function toldOf(table: TableId, { period, version }: Pick<Release, 'period' | 'version'>, cell: Cell): Told {
  const columns = columnsOf(statisticTables.find(({ id }) => id === table)!);
  const undivided = columns
    .filter(({ part }) => part === 'dimension')
    .map(({ name, isNullable }) => [name, isNullable ? null : 'TOTALT'] as const);
  return asTold({
    ...Object.fromEntries(undivided),
    ...Object.fromEntries(cell.dimensions.map(({ dimension, value }) => [dimension, value])),
    ...Object.fromEntries(cell.measures.map(({ id, value }) => [id, value])),
    ...{ period, version, undertryckt: cell.suppressed, skal: cell.reason, fullstandig: cell.complete },
  });
}

/** What the graph tells elsewhere than in the cell, or not at all. */
const notInGraph = ['rad', 'plats', 'platsniva', 'slappt'];

const doors: Readonly<Record<string, ReadThroughDoor>> = {
  GraphQL: graph,
  'CSV for Excel': csv('excel'),
  'CSV after RFC 4180': csv('rfc4180'),
  OData: odata,
};

function parametersOf({ release, allowPartial }: Question): URLSearchParams {
  return new URLSearchParams({
    ...(release !== undefined && { release }),
    ...(allowPartial !== undefined && { allowPartial: String(allowPartial) }),
  });
}

function asTold(row: ReleasedRow | Readonly<Record<string, unknown>>): Told {
  const cells = Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]);
  return Object.fromEntries(cells);
}

describe.each(statisticTables.map(({ id }) => id))('the table %s', (table) => {
  /** What is asked, with what is released: the latest, figures with a kommun missing, and what was corrected. */
  let asked: readonly (readonly [Question, readonly Told[]])[];
  beforeAll(async () => {
    const releases = await served.world.tables.releases(table);
    const corrected = releases.find(({ period, version }) => period === '2025' && version === 1)!;
    const questions: readonly Question[] = [{}, { allowPartial: true }, { release: corrected.id }];
    asked = await Promise.all(
      questions.map(async (question) => {
        const rows = await everyRow(served.world.tables, { table, ...question });
        return [question, rows.map(asTold)] as const;
      }),
    );
  });

  it.each(Object.keys(doors))('is to the unit what is released, cell by cell, by %s', async (door) => {
    for (const [question, released] of asked) {
      expect(released.length).toBeGreaterThan(0);
      const columns = columnsOf(statisticTables.find(({ id }) => id === table)!)
        .map(({ name }) => name)
        .filter((name) => door !== 'GraphQL' || !notInGraph.includes(name));
      const pick = (row: Told) => Object.fromEntries(columns.map((name) => [name, row[name]]));
      const told = (await doors[door]!(table, question)).map(pick);
      // Compared as texts first: a difference is looked for only where there is one.
      const expected = released.map(pick);
      if (JSON.stringify(told) !== JSON.stringify(expected)) expect(told).toEqual(expected);
    }
  });

  it('is to the unit what is stored: no figure less, more or otherwise', async () => {
    const { measures } = statisticTables.find(({ id }) => id === table)!;
    const { rows } = await served.world.test.owner.query<{ cells: string; shown: string; sums: string[] }>(
      `select count(*) as cells, count(*) filter (where not suppressed) as shown,
              array[${[1, 2, 3, 4].map((at) => `coalesce(sum(m${at}), 0)::text`).join(', ')}] as sums
         from statistics.released_cells cell
         join (select distinct on (period) id from statistics.releases where table_id = $1
                order by period, version desc) release on release.id = cell.release_id`,
      [table],
    );
    const told = await doors['CSV after RFC 4180']!(table, { allowPartial: true });
    expect(told).toHaveLength(Number(rows[0]?.cells));
    const sums = measures.map(({ id }) => sumOf(told.map((row) => row[id] ?? null)));
    expect(sums).toEqual(measures.map((_, at) => sumOf([rows[0]?.sums[at] ?? null])));
  });
});

/** Exact, in millionths. */
function sumOf(values: readonly (string | null)[]): bigint {
  return values.reduce((sum, value) => {
    if (value === null) return sum;
    const [whole = '', decimals = ''] = value.split('.');
    return sum + BigInt(whole + decimals.padEnd(6, '0').slice(0, 6));
  }, 0n);
}
