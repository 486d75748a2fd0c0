import {
  type CellAddress,
  computeKpi,
  definedTargetOf,
  isReleasedKpi,
  judgeKpi,
  type Kpi,
  type KpiFigures,
  kommunByCode,
  parsePeriod,
  type ReleasedTables,
  type TableId,
  tablesOf,
} from '@kommunhub/schema';
import type { RunSql } from '../released/index.js';
import { type Inhabitants, inhabitantsFigure, inhabitantsOf, loadInhabitants } from './inhabitants.js';
import { type KpiValueRow, usesInhabitants } from './kpi-value-row.js';
import { cellKey, type NeededCells, neededCells } from './needed-cells.js';
import { loadTrees, type ReleaseTree } from './places.js';
import {
  figureOfRow,
  type PlacesOfPeriods,
  type ReleasedPlace,
  readReleasedCells,
  type WantedPlaces,
} from './released-cells.js';

/** Months in what happened over four quarters or a calendar year. */
const rollingMonths = 12;

interface Reader {
  readonly tables: ReleasedTables;
  readonly run: RunSql;
}

/**
 * Key figures of places and periods, from released cells alone: whoever has
 * the tables can compute them, so they tell nothing that the tables hide.
 * One question a table, whatever the number of places and periods.
 */
export async function releasedKpis(
  { tables, run }: Reader,
  kpis: readonly Kpi[],
  wanted: WantedPlaces,
): Promise<KpiValueRow[]> {
  const needed = neededCells(kpis.filter(isReleasedKpi));
  const cells = new Map<TableId, PlacesOfPeriods>();
  for (const one of needed) cells.set(one.table.id, await readReleasedCells(tables, one, wanted));
  const ids = needed.map(({ table }) => table.id);
  const trees = ids.length === 0 ? new Map() : await loadTrees(run, ids, wanted.periods);
  const inhabitants = kpis.some(usesInhabitants)
    ? await loadInhabitants(run)
    : new Map<string, Inhabitants>();
  const read: ReadCells = {
    needed: new Map(needed.map((one) => [one.table.id, one])),
    cells,
    trees,
    inhabitants,
  };
  return wanted.periods.flatMap((period) => {
    const codes = wanted.places ?? placesIn(read, period);
    return kpis.flatMap((kpi) => codes.map((code) => valueAt(read, kpi, period, code)));
  });
}

interface ReadCells {
  readonly needed: ReadonlyMap<TableId, NeededCells>;
  readonly cells: ReadonlyMap<TableId, PlacesOfPeriods>;
  readonly trees: ReadonlyMap<string, ReleaseTree>;
  readonly inhabitants: ReadonlyMap<string, Inhabitants>;
}

/** Every place that any of the tables has in the period, in their order. */
function placesIn({ cells }: ReadCells, period: string): readonly string[] {
  return [...new Set([...cells.values()].flatMap((places) => [...(places.get(period)?.keys() ?? [])]))];
}

function valueAt(read: ReadCells, kpi: Kpi, period: string, code: string): KpiValueRow {
  const tables = isReleasedKpi(kpi) ? tablesOf(kpi) : [];
  const found = tables.map((table) => read.cells.get(table)?.get(period)?.get(code));
  const trees = tables.flatMap((table) => read.trees.get(`${table} ${period}`) ?? []);
  const below = trees[0]?.kommunerUnder.get(code) ?? [];
  const inhabitants = inhabitantsOf(read.inhabitants, below);
  const figures: KpiFigures = {
    cell: (address) => figureAt(read, address, period, code),
    inhabitants: () => inhabitantsFigure(inhabitants),
    threshold: Math.max(0, ...trees.map(({ threshold }) => threshold)),
    months: rollingMonths,
  };
  const { exact, ...result } = computeKpi(kpi, parsePeriod(period)?.kind ?? 'YEAR', figures);
  const target = definedTargetOf(kpi);
  return {
    ...{ kpi, period, ...result, target, light: judgeKpi(kpi, exact, target) },
    place: placeAs(code, found),
    inhabitantsOn: usesInhabitants(kpi) && result.value !== null ? (inhabitants?.on ?? null) : null,
    releases: tables.flatMap((table, index) => {
      const place = found[index];
      return place === undefined ? [] : [{ table, version: place.version, releasedOn: place.releasedOn }];
    }),
  };
}

function figureAt({ needed, cells }: ReadCells, address: CellAddress, period: string, code: string) {
  const row = cells.get(address.table)?.get(period)?.get(code)?.rows.get(cellKey(address));
  const table = needed.get(address.table)?.table;
  if (table === undefined) return { value: null, reason: 'EJ_SLAPPT' } as const;
  return figureOfRow(table, row, address.measure);
}

function placeAs(code: string, found: readonly (ReleasedPlace | undefined)[]) {
  const place = found.find((one) => one !== undefined);
  if (place !== undefined) return { code, name: place.name, level: place.level };
  const kommun = kommunByCode(code);
  return { code, name: kommun?.name ?? code, level: kommun === undefined ? null : 'KOMMUN' };
}
