import type {
  Figure,
  KpiReason,
  ReleasedRow,
  ReleasedTables,
  RowFilter,
  StatisticTable,
} from '@kommunhub/schema';
import { cellKey, filterOfCells, type NeededCells } from './needed-cells.js';

const pageOfRows = 20_000;
/** A condition is tried for each row; of more places than this it costs less to read all and leave some. */
const fewPlaces = 40;

/** The released cells of one table at a place in a period, with the release that they are of. */
export interface ReleasedPlace {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly version: number;
  readonly releasedOn: string;
  readonly rows: ReadonlyMap<string, ReleasedRow>;
}

/** The places of a table by period and code. */
export type PlacesOfPeriods = ReadonlyMap<string, ReadonlyMap<string, ReleasedPlace>>;

/** Which places and periods are read; places left out are all. */
export interface WantedPlaces {
  readonly places: readonly string[] | null;
  readonly periods: readonly string[];
}

/** Reads the cells of one table, of all places and periods at once. */
export async function readReleasedCells(
  tables: ReleasedTables,
  needed: NeededCells,
  { places, periods }: WantedPlaces,
): Promise<PlacesOfPeriods> {
  const filter: RowFilter = {
    op: 'and',
    terms: [
      { op: 'in', column: 'period', values: periods },
      ...(places === null || places.length > fewPlaces
        ? []
        : [{ op: 'in', column: 'platskod', values: places } as const]),
      filterOfCells(needed),
    ],
  };
  const wanted = places === null ? null : new Set(places);
  const found = new Map<string, Map<string, ReleasedPlace & { rows: Map<string, ReleasedRow> }>>();
  for (let after: string | undefined; ; ) {
    const query = { table: needed.table.id, filter, limit: pageOfRows };
    const page = await tables.read(after === undefined ? query : { ...query, after });
    for (const row of page.rows) {
      if (wanted !== null && !wanted.has(String(row.platskod))) continue;
      const ofPeriod = found.get(String(row.period)) ?? new Map();
      const place = ofPeriod.get(row.platskod) ?? placeOf(row);
      place.rows.set(keyOfRow(needed.table, row), row);
      found.set(String(row.period), ofPeriod.set(row.platskod, place));
    }
    if (page.next === null) return found;
    after = page.next;
  }
}

function placeOf(row: ReleasedRow): ReleasedPlace & { rows: Map<string, ReleasedRow> } {
  return {
    ...{ code: String(row.platskod), name: String(row.plats), level: String(row.platsniva) },
    ...{ version: Number(row.version), releasedOn: String(row.slappt), rows: new Map() },
  };
}

function keyOfRow(table: StatisticTable, row: ReleasedRow): string {
  const stratum = table.stratum === null ? 'TOTALT' : String(row[table.stratum]);
  const divided = table.margins.find(({ dimension }) => row[dimension] !== 'TOTALT');
  const dimension = divided?.dimension ?? null;
  return cellKey({ stratum, dimension, value: dimension === null ? 'TOTALT' : String(row[dimension]) });
}

/** What a released row says of a figure, or why it does not. */
export function figureOfRow(table: StatisticTable, row: ReleasedRow | undefined, measure: string): Figure {
  if (row === undefined) return missing('EJ_SLAPPT');
  if (row.undertryckt === true || row.skal !== null) {
    return missing(row.skal === 'OFULLSTANDIG' ? 'OFULLSTANDIG' : 'SMA_TAL');
  }
  const value = row[measure] ?? null;
  // Of what is about persons a figure beside the count is left out when few are behind it.
  if (value === null) return missing(table.isProtected ? 'SMA_TAL' : 'UPPGIFT_SAKNAS');
  return { value: String(value), reason: null };
}

const missing = (reason: KpiReason): Figure => ({ value: null, reason });
