import {
  ageGroups,
  type CompanionTable,
  type DisclosureInput,
  type DisclosureMargin,
  type EarlierVersion,
  outcomeGroups,
  type PatternPlace,
  protect,
  type StatisticTable,
} from '@kommunhub/schema';
import { strataOf } from './cell-places.js';
import type { LeafCell } from './leaf-figures.js';
import type { PlacedNode, PlaceLevel } from './release-content.js';

export interface Protected {
  readonly table: StatisticTable;
  readonly nodes: readonly PlacedNode[];
  readonly included: readonly string[];
  readonly levels: readonly PlaceLevel[];
  readonly cells: readonly LeafCell[];
  readonly threshold: number;
  readonly coalitions: readonly (readonly string[])[];
  readonly sticky: readonly PatternPlace[];
  readonly versions: readonly EarlierVersion[];
  readonly companion?: CompanionTable;
}

/** The input of the rules of disclosure. */
export function disclosureInput(told: Protected): DisclosureInput {
  const { table, nodes, companion, cells, included } = told;
  const isIncluded = new Set(included);
  return {
    tree: nodes.map(({ code, parent, level }) => ({ code, parent, level })),
    included,
    cells: cells.filter(({ kommunCode }) => isIncluded.has(kommunCode)),
    strata: strataOf(table),
    margins: disclosureMargins(table),
    threshold: told.threshold,
    levels: told.levels,
    coalitions: told.coalitions,
    sticky: told.sticky,
    versions: told.versions,
    ...(companion && { companion }),
  };
}

/** Where the count is told, and where also what is known of fewer: means and middles of known times. */
export interface ToldPlaces {
  readonly counts: ReadonlySet<string>;
  readonly times: ReadonlySet<string>;
}

/**
 * Decides what is told. A mean tells of those whose time is known, who may be
 * few where those counted are many: they are protected on their own.
 */
export function toldPlaces(told: Protected): ToldPlaces {
  const input = disclosureInput(told);
  const counts = keysOf(protect(input).published);
  if (!told.table.measures.some(({ id }) => id === 'medel_dagar')) return { counts, times: counts };
  const known = input.cells.map((cell) => {
    const { known: units, knownPersons: persons } = cell as LeafCell;
    return { ...cell, units, persons };
  });
  const { companion: _companion, ...alone } = input;
  const times = keysOf(protect({ ...alone, cells: known, sticky: [], versions: [] }).published);
  return { counts, times: new Set([...times].filter((key) => counts.has(key))) };
}

export function placeKey({ stratum, margin, node }: PatternPlace): string {
  return `${stratum}|${margin}|${node}`;
}

const keysOf = (places: readonly PatternPlace[]) => new Set(places.map(placeKey));

/** The table's divisions, with what each narrow value lies in. */
export function disclosureMargins({ margins }: StatisticTable): readonly DisclosureMargin[] {
  return margins.map(({ dimension, within }) => ({
    id: dimension,
    ...(within !== undefined && { within, wideOf: wideValues.get(dimension) ?? {} }),
  }));
}

const wideOutcomes = Object.entries(outcomeGroups).flatMap(([group, outcomes]) =>
  outcomes.map((one) => [one, group] as const),
);
const wideAges = ageGroups.map(({ code, wide }) => [code, wide] as const);
/** By division, which wide value each of its values lies in. */
const wideValues: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  ['alder', { ...Object.fromEntries(wideAges), OKAND: 'OKAND' }],
  ['utfall', Object.fromEntries(wideOutcomes)],
]);
